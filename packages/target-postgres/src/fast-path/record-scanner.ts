import { RowBuffer } from "../load/row-buffer.ts";
import type { FastColumn } from "./fast-column.ts";
import { DECLINED, skipBlanks, skipString, skipValue, standsAt } from "./skip-json.ts";
import { writeList, writeValue } from "./write-value.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const LETTER_N = 0x6e;
const CLOSING_BRACE = 0x7d;

/**
 * Checks a record and writes it as the fields of a row, in one go over its bytes. Most records of a
 * stream have their members in one order, which is that of the columns here: then a field is written
 * where it belongs. Members in any other order are written aside, and moved to their places.
 */
export class RecordScanner {
  readonly #columns: readonly FastColumn[];
  readonly #byName: Map<string, number>;
  readonly #ignored = new Set<string>();
  /** In which order the last record came that was not in the columns' order: the column after each. */
  readonly #successors: Int32Array;
  /** Where the field of each column is in the row that was written aside; 0 where there is none. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #aside = new RowBuffer();
  #isScattered = false;
  /** Where each part of the key stands: its field in the row, its value in the line. */
  readonly keyFields: number[] = [];
  readonly keyStarts: number[] = [];
  readonly keyEnds: number[] = [];

  /** The columns, in the order in which they are expected and written. */
  constructor(columns: readonly FastColumn[]) {
    this.#columns = columns;
    this.#byName = new Map(columns.map(({ name }, column) => [name.toString("latin1"), column]));
    this.#successors = Int32Array.from(columns, (_, column) => column + 1);
    this.#starts = new Int32Array(columns.length);
    this.#ends = new Int32Array(columns.length);
  }

  /** Leaves members of that name out from now on, as the slow path did. */
  ignore(name: string): void {
    this.#ignored.add(Buffer.from(JSON.stringify(name)).toString("latin1"));
  }

  /** Writes the record that starts, with its brace, at `start`. Gives where it ends, or DECLINED. */
  scan(row: RowBuffer, json: Buffer, start: number): number {
    if (!this.#isScattered) {
      const fields = row.position;
      const end = this.#scanInOrder(row, json, start);
      if (!this.#isScattered) return end;
      row.position = fields;
    }
    return this.#scanScattered(row, json, start);
  }

  #scanInOrder(row: RowBuffer, json: Buffer, start: number): number {
    const columns = this.#columns;
    let column = 0;
    let index = skipBlanks(json, start + 1);
    if (json[index] === CLOSING_BRACE) return this.#finish(row, 0) ? index + 1 : DECLINED;
    for (;;) {
      while (
        column < columns.length &&
        !standsAt(json, index, (columns[column] as FastColumn).name)
      ) {
        // A column that must be there comes later, if at all.
        if (!writeMissing(row, columns[column] as FastColumn)) column = columns.length;
        column += 1;
      }
      const expected = columns[column];
      if (expected === undefined) {
        this.#isScattered = true;
        return DECLINED;
      }
      index = this.#scanMember(row, json, index + expected.name.length, expected);
      if (index === DECLINED) return DECLINED;
      column += 1;
      if (json[index] === CLOSING_BRACE) return this.#finish(row, column) ? index + 1 : DECLINED;
      if (json[index] !== COMMA) return DECLINED;
      index = skipBlanks(json, index + 1);
    }
  }

  /** Writes the member whose name ends at `start`; gives the comma or brace behind it. */
  #scanMember(row: RowBuffer, json: Buffer, start: number, column: FastColumn): number {
    const valueStart = skipColon(json, start);
    if (valueStart === DECLINED) return DECLINED;
    const { element, accepts, keyIndex } = column;
    const field = row.position;
    const end =
      element === undefined
        ? writeValue(row, json, valueStart, column)
        : writeList(row, json, valueStart, column.types, element);
    if (end === DECLINED) return DECLINED;
    if (keyIndex !== -1) {
      if (json[valueStart] === LETTER_N) return DECLINED;
      this.keyFields[keyIndex] = field;
      this.keyStarts[keyIndex] = valueStart;
      this.keyEnds[keyIndex] = end;
    }
    if (accepts !== undefined && !isAccepted(json, valueStart, end, accepts)) return DECLINED;
    return json[end] === COMMA ? end : skipBlanks(json, end);
  }

  /** Writes NULL for the columns that did not come; false when one of them had to. */
  #finish(row: RowBuffer, from: number): boolean {
    for (let column = from; column < this.#columns.length; column += 1) {
      if (!writeMissing(row, this.#columns[column] as FastColumn)) return false;
    }
    return true;
  }

  #scanScattered(row: RowBuffer, json: Buffer, start: number): number {
    const aside = this.#aside;
    aside.placeAside(row.bytes.length - row.start);
    aside.begin(0, 0);
    this.#starts.fill(0);
    let previous = -1;
    let isInOrder = true;
    let index = skipBlanks(json, start + 1);
    if (json[index] === CLOSING_BRACE) return this.#gather(row) ? index + 1 : DECLINED;
    for (;;) {
      const column = this.#findColumn(json, index, previous);
      if (column === DECLINED) {
        index = this.#skipIgnored(json, index);
        isInOrder = false;
      } else {
        const found = this.#columns[column] as FastColumn;
        this.#starts[column] = aside.position;
        index = this.#scanMember(aside, json, index + found.name.length, found);
        this.#ends[column] = aside.position;
        isInOrder &&= column > previous;
        if (previous !== -1) this.#successors[previous] = column;
        previous = column;
      }
      if (index === DECLINED) return DECLINED;
      if (json[index] === CLOSING_BRACE) break;
      if (json[index] !== COMMA) return DECLINED;
      index = skipBlanks(json, index + 1);
    }
    this.#isScattered = !isInOrder;
    return this.#gather(row) ? index + 1 : DECLINED;
  }

  /** Moves the fields that were written aside to their places. */
  #gather(row: RowBuffer): boolean {
    for (const [index, column] of this.#columns.entries()) {
      const start = this.#starts[index] as number;
      if (start === 0) {
        if (!writeMissing(row, column)) return false;
        continue;
      }
      if (column.keyIndex !== -1) this.keyFields[column.keyIndex] = row.position;
      row.append(this.#aside, start, this.#ends[index] as number);
    }
    return true;
  }

  /** The column of the name at `index`; most likely the one that came here last time. */
  #findColumn(json: Buffer, index: number, previous: number): number {
    const likely = previous === -1 ? 0 : (this.#successors[previous] as number);
    const column = this.#columns[likely];
    if (column !== undefined && standsAt(json, index, column.name)) return likely;
    const end = json[index] === QUOTE ? skipString(json, index) : DECLINED;
    if (end === DECLINED) return DECLINED;
    return this.#byName.get(json.toString("latin1", index, end)) ?? DECLINED;
  }

  #skipIgnored(json: Buffer, index: number): number {
    const end = json[index] === QUOTE ? skipString(json, index) : DECLINED;
    if (end === DECLINED || !this.#ignored.has(json.toString("latin1", index, end)))
      return DECLINED;
    const valueStart = skipColon(json, end);
    const valueEnd = valueStart === DECLINED ? DECLINED : skipValue(json, valueStart);
    return valueEnd === DECLINED ? DECLINED : skipBlanks(json, valueEnd);
  }
}

/** The value behind the colon. */
function skipColon(json: Buffer, start: number): number {
  const colon = json[start] === COLON ? start : skipBlanks(json, start);
  if (json[colon] !== COLON) return DECLINED;
  return (json[colon + 1] as number) > SPACE ? colon + 1 : skipBlanks(json, colon + 1);
}

/** Writes NULL for a column that the record does not have; false when it must have it. */
function writeMissing(row: RowBuffer, { isRequired, keyIndex }: FastColumn): boolean {
  row.writeNull();
  return !isRequired && keyIndex === -1;
}

function isAccepted(
  json: Buffer,
  start: number,
  end: number,
  accepts: (value: unknown) => boolean,
): boolean {
  try {
    return accepts(JSON.parse(json.toString("utf8", start, end)));
  } catch {
    return false;
  }
}
