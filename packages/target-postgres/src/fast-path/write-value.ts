import type { RowBuffer } from "../load/row-buffer.ts";
import type { FastValue } from "./fast-column.ts";
import { ARRAY, BOOLEAN, INTEGER, NULL, NUMBER, OBJECT, STRING } from "./property-rules.ts";
import { DECLINED, skipBlanks, skipWord } from "./skip-json.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const OPENING_BRACE = 0x7b;

const NULL_WORD = Buffer.from("null");

/** Header of an array field: dimensions, whether NULLs are in it, type, length, first index. */
const ARRAY_HEADER_BYTES = 20;

/** A list's elements, with their type in the server's catalog. */
export interface FastElement extends FastValue {
  readonly oid: number;
}

/** Writes the value at `start` as its types and storage allow; gives where it ends, or DECLINED. */
export function writeValue(row: RowBuffer, json: Buffer, start: number, value: FastValue): number {
  const { types, writers } = value;
  switch (json[start]) {
    case QUOTE:
      return types & STRING ? writers.string(row, json, start, value) : DECLINED;
    case LETTER_N:
      if ((types & NULL) === 0) return DECLINED;
      row.writeNull();
      return skipWord(json, start, NULL_WORD);
    case LETTER_T:
    case LETTER_F:
      return types & BOOLEAN ? writers.boolean(row, json, start, value) : DECLINED;
    case OPENING_BRACE:
      return types & OBJECT ? writers.nested(row, json, start, value) : DECLINED;
    case OPENING_BRACKET:
      return types & ARRAY ? writers.nested(row, json, start, value) : DECLINED;
    default:
      return types & (INTEGER | NUMBER) ? writers.number(row, json, start, value) : DECLINED;
  }
}

/**
 * Writes a JSON array as an SQL array; gives where it ends, or DECLINED.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/utils/adt/arrayfuncs.c (array_recv)
 */
export function writeList(
  row: RowBuffer,
  json: Buffer,
  start: number,
  types: number,
  element: FastElement,
): number {
  if (json[start] === LETTER_N) {
    if ((types & NULL) === 0) return DECLINED;
    row.writeNull();
    return skipWord(json, start, NULL_WORD);
  }
  if (json[start] !== OPENING_BRACKET || (types & ARRAY) === 0) return DECLINED;
  const { view, position } = row;
  let index = skipBlanks(json, start + 1);
  if (json[index] === CLOSING_BRACKET) {
    writeHeader(view, position, 0, 0, element.oid);
    row.close(position, position + 16);
    return index + 1;
  }
  row.position = position + 4 + ARRAY_HEADER_BYTES;
  let count = 0;
  let hasNull = 0;
  for (;;) {
    if (json[index] === LETTER_N) hasNull = 1;
    index = writeValue(row, json, index, element);
    if (index === DECLINED) return DECLINED;
    count += 1;
    index = skipBlanks(json, index);
    if (json[index] === CLOSING_BRACKET) break;
    if (json[index] !== COMMA) return DECLINED;
    index = skipBlanks(json, index + 1);
  }
  writeHeader(view, position, 1, hasNull, element.oid);
  view.setInt32(position + 16, count);
  view.setInt32(position + 20, 1);
  row.close(position, row.position);
  return index + 1;
}

function writeHeader(
  view: DataView,
  position: number,
  dimensions: number,
  hasNull: number,
  oid: number,
): void {
  view.setInt32(position + 4, dimensions);
  view.setInt32(position + 8, hasNull);
  view.setInt32(position + 12, oid);
}
