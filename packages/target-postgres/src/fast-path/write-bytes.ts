import type { RowBuffer } from "../load/row-buffer.ts";
import { DECLINED } from "./skip-json.ts";

const QUOTE = 0x22;
const MINUS = 0x2d;
const EQUALS = 0x3d;

const UUID_LENGTH = 36;

/** What the digits of base16 and base64 stand for, and DECLINED for all other bytes. */
const DIGITS_16 = digitsOf("0123456789abcdef", "0123456789ABCDEF");
const DIGITS_64 = digitsOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

/** Writes the 16 bytes of a UUID in its usual form, with hyphens. */
export function writeUuid(row: RowBuffer, json: Buffer, start: number): number {
  const end = start + 1 + UUID_LENGTH;
  if (json[end] !== QUOTE) return DECLINED;
  let to = row.position + 4;
  for (let index = 0; index < UUID_LENGTH; ) {
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (json[start + 1 + index] !== MINUS) return DECLINED;
      index += 1;
      continue;
    }
    const pair = readPair(json, start + 1 + index);
    if (pair < 0) return DECLINED;
    row.bytes[to] = pair;
    to += 1;
    index += 2;
  }
  row.close(row.position, to);
  return end + 1;
}

/** Writes the bytes of a text of whole pairs of hexadecimal digits. */
export function writeBase16(row: RowBuffer, json: Buffer, start: number): number {
  let from = start + 1;
  let to = row.position + 4;
  while (json[from] !== QUOTE) {
    const pair = readPair(json, from);
    if (pair < 0) return DECLINED;
    row.bytes[to] = pair;
    to += 1;
    from += 2;
  }
  row.close(row.position, to);
  return from + 1;
}

/** Writes the bytes of a text of whole groups of four of base64's usual characters. */
export function writeBase64(row: RowBuffer, json: Buffer, start: number): number {
  let from = start + 1;
  let to = row.position + 4;
  for (; json[from] !== QUOTE; from += 4) {
    const first = DIGITS_64[json[from] as number] ?? DECLINED;
    const second = DIGITS_64[json[from + 1] as number] ?? DECLINED;
    const padding = json[from + 3] !== EQUALS ? 0 : json[from + 2] !== EQUALS ? 1 : 2;
    const third = padding > 1 ? 0 : (DIGITS_64[json[from + 2] as number] ?? DECLINED);
    const fourth = padding > 0 ? 0 : (DIGITS_64[json[from + 3] as number] ?? DECLINED);
    const group = (first << 18) | (second << 12) | (third << 6) | fourth;
    // A negative digit makes the group negative. After padding nothing may come.
    if (group < 0 || (padding > 0 && json[from + 4] !== QUOTE)) return DECLINED;
    row.bytes[to] = group >> 16;
    row.bytes[to + 1] = group >> 8;
    row.bytes[to + 2] = group;
    to += 3 - padding;
  }
  row.close(row.position, to);
  return from + 1;
}

/** The byte of two hexadecimal digits; negative for anything else. */
function readPair(json: Buffer, start: number): number {
  const high = DIGITS_16[json[start] as number] ?? DECLINED;
  const low = DIGITS_16[json[start + 1] as number] ?? DECLINED;
  // A negative digit makes the byte negative.
  return (high << 4) | low;
}

function digitsOf(...alphabets: readonly string[]): Int8Array {
  const digits = new Int8Array(256).fill(DECLINED);
  for (const alphabet of alphabets) {
    for (const [digit, character] of [...alphabet].entries()) {
      digits[character.charCodeAt(0)] = digit;
    }
  }
  return digits;
}
