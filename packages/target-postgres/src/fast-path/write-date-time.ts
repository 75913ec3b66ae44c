import type { RowBuffer } from "../load/row-buffer.ts";
import type { FastValue } from "./fast-column.ts";
import { DECLINED } from "./skip-json.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** From 1970-01-01 to PostgreSQL's own beginning, 2000-01-01. */
const POSTGRES_EPOCH_DAYS = 10_957;

const SECONDS_A_DAY = 86_400;

/** Up to here microseconds are exact as JavaScript's numbers: years 1715 to 2285. */
const MAX_EXACT_SECONDS = 9_000_000_000;

/** Zones from here on are refused by PostgreSQL. */
const MAX_OFFSET_HOURS = 16;

/** Makes any sum that it is part of negative. */
const NO_DIGITS = -1e9;

/** Writes `"YYYY-MM-DDTHH:MM:SS"`, with up to six digits of a second and perhaps a zone, as a timestamp. */
export function writeTimestamp(row: RowBuffer, json: Buffer, start: number, _?: FastValue): number {
  const days = readDate(json, start + 1);
  const separator = json[start + 11];
  const seconds = readTime(json, start + 12);
  if (!(days > NO_DIGITS) || seconds < 0) return DECLINED;
  if (separator !== LETTER_T && separator !== SPACE) return DECLINED;
  const fractionEnd = skipFraction(json, start + 20);
  const micros = readMicros(json, start + 20, fractionEnd);
  const offset = readOffset(json, fractionEnd);
  const end =
    fractionEnd + (json[fractionEnd] === QUOTE ? 0 : json[fractionEnd] === LETTER_Z ? 1 : 6);
  if (micros < 0 || !(offset > NO_DIGITS) || json[end] !== QUOTE) return DECLINED;
  const total = days * SECONDS_A_DAY + seconds - offset;
  if (Math.abs(total) <= MAX_EXACT_SECONDS) row.writeInteger(total * 1e6 + micros, 8);
  else writeDistant(row, BigInt(total) * 1_000_000n + BigInt(micros));
  return end + 1;
}

/** Writes `"YYYY-MM-DD"` as a date. */
export function writeDate(row: RowBuffer, json: Buffer, start: number): number {
  const days = readDate(json, start + 1);
  if (!(days > NO_DIGITS) || json[start + 11] !== QUOTE) return DECLINED;
  row.writeInteger(days, 4);
  return start + 12;
}

/** Writes `"HH:MM:SS"`, with up to six digits of a second, as a time of day. */
export function writeTime(row: RowBuffer, json: Buffer, start: number): number {
  const seconds = readTime(json, start + 1);
  const end = skipFraction(json, start + 9);
  const micros = readMicros(json, start + 9, end);
  if (seconds < 0 || micros < 0 || json[end] !== QUOTE) return DECLINED;
  row.writeInteger(seconds * 1e6 + micros, 8);
  return end + 1;
}

function writeDistant(row: RowBuffer, value: bigint): void {
  row.view.setBigInt64(row.position + 4, value);
  row.close(row.position, row.position + 12);
}

/** Days from 2000-01-01; no more than {@link NO_DIGITS} for what is no date of the years 1 to 9999. */
function readDate(json: Buffer, start: number): number {
  const year = readTwo(json, start) * 100 + readTwo(json, start + 2);
  const month = readTwo(json, start + 5);
  const day = readTwo(json, start + 8);
  const isShaped = json[start + 4] === MINUS && json[start + 7] === MINUS;
  if (!isShaped || year < 1 || month < 1 || month > 12 || day < 1) return NO_DIGITS;
  if (day > 28 && day > daysInMonth(year, month)) return NO_DIGITS;
  // Years that begin in March have their leap day at their end.
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return 365 * shifted + leapDays + dayOfYear - 719_468 - POSTGRES_EPOCH_DAYS;
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** Seconds of a day; negative for what is no time up to 23:59:59. */
function readTime(json: Buffer, start: number): number {
  const hours = readTwo(json, start);
  const minutes = readTwo(json, start + 3);
  const seconds = readTwo(json, start + 6);
  const isShaped = json[start + 2] === COLON && json[start + 5] === COLON;
  if (!isShaped || hours > 23 || minutes > 59 || seconds > 59) return DECLINED;
  return hours * 3600 + minutes * 60 + seconds;
}

/** Where the digits after the point end; at `start` when there is no point. */
function skipFraction(json: Buffer, start: number): number {
  if (json[start] !== DOT) return start;
  let end = start + 1;
  while (isDigit(json[end] as number)) end += 1;
  return end;
}

function readMicros(json: Buffer, start: number, end: number): number {
  if (start === end) return 0;
  const digits = end - start - 1;
  if (digits === 0 || digits > 6) return DECLINED;
  let micros = 0;
  for (let index = 1; index <= 6; index += 1) {
    micros = micros * 10 + (index <= digits ? (json[start + index] as number) - ZERO : 0);
  }
  return micros;
}

/** Seconds east of UTC of `Z`, `+HH:MM`, `-HH:MM` or nothing. */
function readOffset(json: Buffer, start: number): number {
  const sign = json[start];
  if (sign === LETTER_Z || sign === QUOTE) return 0;
  const hours = readTwo(json, start + 1);
  const minutes = readTwo(json, start + 4);
  const isShaped = (sign === PLUS || sign === MINUS) && json[start + 3] === COLON;
  if (!isShaped || hours < 0 || minutes < 0 || hours >= MAX_OFFSET_HOURS || minutes > 59) {
    return NO_DIGITS;
  }
  const seconds = hours * 3600 + minutes * 60;
  return sign === MINUS ? -seconds : seconds;
}

function readTwo(json: Buffer, start: number): number {
  const tens = json[start] as number;
  const ones = json[start + 1] as number;
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : NO_DIGITS;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
