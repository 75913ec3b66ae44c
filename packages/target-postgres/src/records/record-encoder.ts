import { escapeField, NULL_FIELD } from "../encode/copy-text.ts";
import { RecordError, type RecordFacts, ValueError } from "../errors.ts";
import { integerKey, joinKeys, type RowKey } from "../load/row-key.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import type { ColumnType } from "../types/column-type.ts";
import type { FindColumnType } from "../types/column-types.ts";
import { RecordSlices } from "./record-slices.ts";

/** One record, as COPY takes it. */
export interface EncodedRecord {
  /** The fields of the stream's own columns. */
  readonly fields: string;
  /** The same for keys that are known to be equal; undefined without a key. */
  readonly key: RowKey | undefined;
  /** How many of the columns the record has. */
  readonly present: number;
}

interface EncoderColumn {
  readonly property: string;
  readonly type: ColumnType;
  /** Place in the key, or -1. */
  readonly keyIndex: number;
  /** Whether every object answers to the property's name, as to `constructor`. */
  readonly isInherited: boolean;
}

/** Writes the records of one stream as rows of COPY's text format. */
export class RecordEncoder {
  readonly #stream: string;
  readonly #columns: readonly EncoderColumn[];
  readonly #keyCount: number;
  readonly #slices: RecordSlices;
  /** Index of the column that is being written. */
  #column = 0;

  /** `keys` are the identifiers of the key's columns. */
  constructor(
    stream: string,
    columns: readonly ColumnDefinition[],
    keys: readonly string[],
    findColumnType: FindColumnType,
  ) {
    this.#stream = stream;
    this.#keyCount = keys.length;
    this.#slices = new RecordSlices(columns.map(({ property }) => property));
    this.#columns = columns.map(({ property, identifier, sql, contentEncoding }) => ({
      property,
      type: findColumnType(sql, contentEncoding),
      keyIndex: keys.indexOf(identifier),
      isInherited: property in {},
    }));
  }

  /**
   * Writes one record. `line` is the text it was parsed from.
   *
   * @throws {RecordError} naming line and column, for a value that the column would change.
   */
  encode(
    record: Readonly<Record<string, unknown>>,
    line: { readonly number: number; readonly bytes: Buffer },
  ): EncodedRecord {
    this.#slices.reset(line.bytes);
    const keyParts: RowKey[] = [];
    let fields = "";
    let present = 0;
    this.#column = -1;
    for (const column of this.#columns) {
      const { property, keyIndex } = column;
      this.#column += 1;
      if (this.#column > 0) fields += "\t";
      const value =
        column.isInherited && !Object.hasOwn(record, property) ? undefined : record[property];
      if (value !== undefined) present += 1;
      if (value === undefined || value === null) {
        if (keyIndex !== -1)
          throw this.#error(line, column, "is part of the key, and missing or null");
        fields += NULL_FIELD;
        continue;
      }
      const input = this.#toInput(value, column, line);
      if (input === null) {
        if (keyIndex !== -1) throw this.#error(line, column, "is part of the key, and no value");
        fields += NULL_FIELD;
        continue;
      }
      fields += escapeField(input);
      if (keyIndex !== -1) keyParts[keyIndex] = this.#toKeyPart(input, column, line);
    }
    return { fields, key: this.#keyCount === 0 ? undefined : joinKeys(keyParts), present };
  }

  #toInput(
    value: unknown,
    column: EncoderColumn,
    line: { readonly number: number },
  ): string | null {
    try {
      return column.type.toInput(value, this.#json);
    } catch (error) {
      throw this.#locate(error, column, line);
    }
  }

  /** A key of a type that the table's column once had may be no value of it now. */
  #toKeyPart(input: string, column: EncoderColumn, line: { readonly number: number }): RowKey {
    const { canonical, isInteger } = column.type;
    try {
      const text = canonical?.(input) ?? input;
      return isInteger ? integerKey(text) : text;
    } catch (error) {
      throw this.#locate(error, column, line);
    }
  }

  /** Adds where a value was that its column cannot have. */
  #locate(error: unknown, column: EncoderColumn, line: { readonly number: number }): unknown {
    if (!(error instanceof ValueError)) return error;
    return this.#error(line, column, error.message, { cause: error, value: this.#json() });
  }

  /** The text of the value that is being written. */
  readonly #json = (): string => this.#slices.slice(this.#column);

  #error(
    line: { readonly number: number },
    { property }: EncoderColumn,
    problem: string,
    facts?: RecordFacts,
  ): RecordError {
    const place = { stream: this.#stream, line: line.number, column: property };
    return new RecordError(place, problem, facts);
  }
}
