import { readName, visitMembers } from "../encode/json-slices.ts";

/**
 * Where the values of one record's columns stand in the text of its line. JSON.parse rounds
 * numbers, loses their spelling and moves keys that look like numbers, so what must be exact is
 * taken from the text. Made once a stream and pointed at one line after the other; a line is
 * searched only when the first of its values is asked for.
 */
export class RecordSlices {
  readonly #columns: ReadonlyMap<string, number>;
  /** The columns' names as they stand in most lines, to compare before anything is looked up. */
  readonly #quotedNames: readonly string[];
  readonly #starts: number[];
  readonly #ends: number[];
  #bytes: Buffer = Buffer.alloc(0);
  #text: string | undefined;
  #expected = 0;

  /** `names` are the properties that columns are made of, in the order of the columns. */
  constructor(names: readonly string[]) {
    this.#columns = new Map(names.map((name, column) => [name, column]));
    this.#quotedNames = names.map((name) => JSON.stringify(name));
    this.#starts = names.map(() => 0);
    this.#ends = names.map(() => 0);
  }

  /** Points at the line of a RECORD message. */
  reset(line: Buffer): void {
    this.#bytes = line;
    this.#text = undefined;
  }

  /** The text of a column's value, which the record must have. */
  slice(column: number): string {
    const text = this.#text ?? this.#find();
    return text.slice(this.#starts[column], this.#ends[column]);
  }

  #find(): string {
    const text = this.#bytes.toString();
    this.#text = text;
    visitMembers(text, text.indexOf("{"), (nameStart, nameEnd, valueStart) => {
      if (readName(text, nameStart, nameEnd) === "record") this.#findColumns(text, valueStart);
    });
    return text;
  }

  #findColumns(text: string, start: number): void {
    this.#expected = 0;
    visitMembers(text, start, (nameStart, nameEnd, valueStart, valueEnd) => {
      const column = this.#columnAt(text, nameStart, nameEnd);
      if (column === undefined) return;
      this.#starts[column] = valueStart;
      this.#ends[column] = valueEnd;
      this.#expected = column + 1;
    });
  }

  #columnAt(text: string, nameStart: number, nameEnd: number): number | undefined {
    const quoted = this.#quotedNames[this.#expected];
    if (quoted?.length === nameEnd - nameStart && text.startsWith(quoted, nameStart)) {
      return this.#expected;
    }
    return this.#columns.get(readName(text, nameStart, nameEnd));
  }
}
