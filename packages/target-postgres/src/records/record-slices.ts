import { readName, skipValue, visitMembers } from "../encode/json-slices.ts";

const EMPTY = Buffer.alloc(0);

/**
 * Where the values of one record's columns stand in its line. JSON.parse rounds numbers, loses their
 * spelling and moves keys that look like numbers, so what must be exact is taken from the line. Made
 * once a stream and pointed at one line after the other; a line is searched only when the first of
 * its values is asked for.
 */
export class RecordSlices {
  readonly #columns: ReadonlyMap<string, number>;
  /** The columns' names as they stand in most lines, to compare before anything is looked up. */
  readonly #quotedNames: readonly Buffer[];
  readonly #starts: number[];
  readonly #ends: number[];
  #line: Buffer = EMPTY;
  #isSearched = false;
  #expected = 0;

  /** `names` are the properties that columns are made of, in the order of the columns. */
  constructor(names: readonly string[]) {
    this.#columns = new Map(names.map((name, column) => [name, column]));
    this.#quotedNames = names.map((name) => Buffer.from(JSON.stringify(name)));
    this.#starts = names.map(() => 0);
    this.#ends = names.map(() => 0);
  }

  /** Points at the line of a RECORD message. */
  reset(line: Buffer): void {
    this.#line = line;
    this.#isSearched = false;
  }

  /** The text of a column's value, which the record must have. */
  slice(column: number): string {
    if (!this.#isSearched) this.#search();
    return this.#line.toString("utf8", this.#starts[column], this.#ends[column]);
  }

  #search(): void {
    const line = this.#line;
    visitMembers(line, line.indexOf("{"), (nameStart, nameEnd, valueStart) =>
      readName(line, nameStart, nameEnd) === "record"
        ? this.#searchRecord(valueStart)
        : skipValue(line, valueStart),
    );
    this.#isSearched = true;
  }

  #searchRecord(start: number): number {
    this.#expected = 0;
    return visitMembers(this.#line, start, this.#note);
  }

  readonly #note = (nameStart: number, nameEnd: number, valueStart: number): number => {
    const valueEnd = skipValue(this.#line, valueStart);
    const column = this.#columnAt(nameStart, nameEnd);
    if (column !== undefined) {
      this.#starts[column] = valueStart;
      this.#ends[column] = valueEnd;
      this.#expected = column + 1;
    }
    return valueEnd;
  };

  #columnAt(nameStart: number, nameEnd: number): number | undefined {
    if (this.#isExpected(nameStart, nameEnd)) return this.#expected;
    return this.#columns.get(readName(this.#line, nameStart, nameEnd));
  }

  #isExpected(nameStart: number, nameEnd: number): boolean {
    const quoted = this.#quotedNames[this.#expected];
    if (quoted?.length !== nameEnd - nameStart) return false;
    for (let index = 1; index < quoted.length; index += 1) {
      if (quoted[index] !== this.#line[nameStart + index]) return false;
    }
    return true;
  }
}
