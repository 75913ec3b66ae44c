import type { RowBuffer } from "../load/row-buffer.ts";
import type { FastValue } from "./fast-column.ts";
import { NUMBER } from "./property-rules.ts";
import { DECLINED, skipDecimal, skipNumber } from "./skip-json.ts";

const QUOTE = 0x22;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Every number of so many digits is exact as JavaScript's. */
const MAX_DIGITS = 15;

const NUMERIC_NEGATIVE = 0x4000;

/** Longer ones are rare, and not far from what numeric can hold. */
const MAX_NUMERIC_DIGITS = 1_000;

const LIMITS: Readonly<Record<number, number>> = { 2: 32_767, 4: 2_147_483_647, 8: 1e15 };

/** Makes the writer of integers of 2, 4 or 8 bytes. */
export function createIntegerWriter(bytes: number) {
  const limit = LIMITS[bytes] as number;
  return function writeInteger(
    row: RowBuffer,
    json: Buffer,
    start: number,
    { minimum, maximum }: FastValue,
  ): number {
    const isNegative = json[start] === MINUS;
    const first = isNegative ? start + 1 : start;
    let end = first;
    let value = 0;
    for (let byte = json[end] as number; byte >= ZERO && byte <= NINE; ) {
      value = value * 10 + (byte - ZERO);
      end += 1;
      byte = json[end] as number;
    }
    const digits = end - first;
    const isPlain =
      digits > 0 &&
      digits <= MAX_DIGITS &&
      (digits === 1 || json[first] !== ZERO) &&
      json[end] !== DOT;
    if (isNegative) value = -value;
    if (!isPlain || value > limit || value < -limit || value < minimum || value > maximum) {
      return DECLINED;
    }
    row.writeInteger(value, bytes);
    return end;
  };
}

/** Writes a number as `numeric`, with all its digits and the zeros at its end. */
export function writeNumeric(
  row: RowBuffer,
  json: Buffer,
  start: number,
  value: FastValue,
): number {
  return writeDecimal(row, json, start, value, (value.types & NUMBER) !== 0);
}

/** Writes the number in a quoted text as `numeric`. */
export function writeQuotedNumeric(
  row: RowBuffer,
  json: Buffer,
  start: number,
  value: FastValue,
): number {
  const end = writeDecimal(row, json, start + 1, value, true);
  return end !== DECLINED && json[end] === QUOTE ? end + 1 : DECLINED;
}

function writeDecimal(
  row: RowBuffer,
  json: Buffer,
  start: number,
  { maxWhole, maxFraction }: FastValue,
  mayHaveFraction: boolean,
): number {
  const end = skipDecimal(json, start);
  if (end === DECLINED || end - start > MAX_NUMERIC_DIGITS) return DECLINED;
  const isNegative = json[start] === MINUS;
  const first = isNegative ? start + 1 : start;
  let wholeEnd = first;
  while (wholeEnd < end && json[wholeEnd] !== DOT) wholeEnd += 1;
  if (wholeEnd !== end && !mayHaveFraction) return DECLINED;
  const scale = Math.max(0, end - wholeEnd - 1);
  // The server would round, or refuse.
  if (wholeEnd - first > maxWhole || scale > maxFraction) return DECLINED;
  const { view, position } = row;
  let to = position + 12;
  let isZero = true;
  // Groups of four digits, counted from the point in both directions.
  const groups = Math.ceil((wholeEnd - first) / 4);
  for (let group = groups; group > 0; group -= 1) {
    let digits = 0;
    for (let from = wholeEnd - 4 * group; from < wholeEnd - 4 * group + 4; from += 1) {
      if (from >= first) digits = digits * 10 + ((json[from] as number) - ZERO);
    }
    view.setInt16(to, digits);
    isZero &&= digits === 0;
    to += 2;
  }
  for (let group = wholeEnd + 1; group < end; group += 4) {
    let digits = 0;
    for (let from = group; from < group + 4; from += 1) {
      digits = digits * 10 + (from < end ? (json[from] as number) - ZERO : 0);
    }
    view.setInt16(to, digits);
    isZero &&= digits === 0;
    to += 2;
  }
  if (isZero && isNegative) return DECLINED;
  // https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/numeric.c (numeric_recv)
  view.setInt16(position + 4, (to - position - 12) / 2);
  view.setInt16(position + 6, groups - 1);
  view.setInt16(position + 8, isNegative ? NUMERIC_NEGATIVE : 0);
  view.setInt16(position + 10, scale);
  row.close(position, to);
  return end;
}

/** Writes a number as `double precision`, where that keeps its digits. */
export function writeDouble(row: RowBuffer, json: Buffer, start: number, value: FastValue): number {
  const end = skipDecimal(json, start);
  if (end === DECLINED || end - start > MAX_DIGITS) return DECLINED;
  const token = json.toString("latin1", start, end);
  if (token.includes(".") && (value.types & NUMBER) === 0) return DECLINED;
  const { view, position } = row;
  view.setFloat64(position + 4, Number(token));
  row.close(position, position + 12);
  return end;
}

/** Writes a number as it stands there. */
export function writeNumberToken(
  row: RowBuffer,
  json: Buffer,
  start: number,
  value: FastValue,
): number {
  const isInteger = (value.types & NUMBER) === 0;
  const end = isInteger ? skipDecimal(json, start) : skipNumber(json, start);
  if (end === DECLINED || end - start > value.maxBytes) return DECLINED;
  if (isInteger && json.subarray(start, end).includes(DOT)) return DECLINED;
  row.writeSlice(json, start, end);
  return end;
}
