import type { RowBuffer } from "../load/row-buffer.ts";
import type { FastValue } from "./fast-column.ts";
import { DECLINED, readUnit } from "./skip-json.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;

/** What the escapes of one letter stand for. */
const ESCAPES = new Uint8Array(128);
for (const [letter, text] of Object.entries({
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
})) {
  ESCAPES[letter.charCodeAt(0)] = text.charCodeAt(0);
}

/** Writes a quoted text as a field, without its escapes. */
export function writeText(
  row: RowBuffer,
  json: Buffer,
  start: number,
  { maxBytes }: FastValue,
): number {
  const { bytes } = row;
  let to = row.position + 4;
  for (let from = start + 1; ; from += 1) {
    const byte = json[from] as number;
    if (byte === QUOTE) {
      if (to - row.position - 4 > maxBytes) return DECLINED;
      row.close(row.position, to);
      return from + 1;
    }
    if (byte === BACKSLASH) {
      const letter = json[from + 1] as number;
      if (letter === LETTER_U) {
        const unit = readUnit(json, from + 2);
        const second = isHigh(unit) ? readSecond(json, from + 6) : 0;
        // U+0000, halves of pairs and what is no escape are the slow path's.
        if (unit <= 0 || isLow(unit) || second === DECLINED) return DECLINED;
        to = writeCharacter(bytes, to, second === 0 ? unit : combine(unit, second));
        from += second === 0 ? 5 : 11;
      } else {
        const character = ESCAPES[letter] ?? 0;
        if (character === 0) return DECLINED;
        bytes[to] = character;
        to += 1;
        from += 1;
      }
    } else {
      if (!(byte >= SPACE)) return DECLINED;
      bytes[to] = byte;
      to += 1;
    }
  }
}

function readSecond(json: Buffer, start: number): number {
  if (json[start] !== BACKSLASH || json[start + 1] !== LETTER_U) return DECLINED;
  const unit = readUnit(json, start + 2);
  return isLow(unit) ? unit : DECLINED;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function combine(high: number, low: number): number {
  return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
}

/** Writes a character in UTF-8; gives the place after it. */
function writeCharacter(bytes: Buffer, start: number, code: number): number {
  let to = start;
  if (code < 0x80) {
    bytes[to++] = code;
    return to;
  }
  if (code < 0x800) {
    bytes[to++] = 0xc0 | (code >> 6);
  } else {
    if (code < 0x10000) {
      bytes[to++] = 0xe0 | (code >> 12);
    } else {
      bytes[to++] = 0xf0 | (code >> 18);
      bytes[to++] = 0x80 | ((code >> 12) & 0x3f);
    }
    bytes[to++] = 0x80 | ((code >> 6) & 0x3f);
  }
  bytes[to++] = 0x80 | (code & 0x3f);
  return to;
}
