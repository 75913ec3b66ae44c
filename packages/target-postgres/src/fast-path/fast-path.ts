import type { RowBuffer } from "../load/row-buffer.ts";
import { joinKeys, type RowKey } from "../load/row-key.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import type { FindColumnType } from "../types/column-types.ts";
import type { FastColumn } from "./fast-column.ts";
import { MetadataWriter, type RowFacts } from "./metadata-writer.ts";
import { RecordScanner } from "./record-scanner.ts";
import { DECLINED } from "./skip-json.ts";

/** A column with its plan. */
export interface PlannedColumn {
  readonly definition: ColumnDefinition;
  readonly plan: FastColumn;
}

/** What a stream's fast path is made of. */
export interface FastPathOptions {
  /** The columns that records fill, in the order in which the stream's records name them. */
  readonly columns: readonly PlannedColumn[];
  /** The columns that the target fills. */
  readonly metadata: readonly ColumnDefinition[];
  readonly findColumnType: FindColumnType;
}

/** Bytes that a column takes at most beside what its value takes in the line. */
const BYTES_A_COLUMN = 24;

/** Longer lines are left to the slow path, which makes no room for what they may become. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/** How many times longer a line's values become at most: `1,` in a list is 14 bytes as numeric. */
const GROWTH = 8;

/** Writes the lines of one stream as rows of COPY's binary format. */
export class FastPath {
  /** Identifiers of the row's columns. */
  readonly identifiers: readonly string[];
  readonly #scanner: RecordScanner;
  readonly #metadata: MetadataWriter;
  readonly #readKey: readonly ((row: RowBuffer, json: Buffer) => RowKey)[];

  constructor({ columns, metadata, findColumnType }: FastPathOptions) {
    this.#metadata = new MetadataWriter(metadata);
    this.identifiers = [
      ...columns.map(({ definition }) => definition.identifier),
      ...this.#metadata.identifiers,
    ];
    this.#scanner = new RecordScanner(columns.map(({ plan }) => plan));
    this.#readKey = columns
      .filter(({ plan }) => plan.keyIndex !== -1)
      .toSorted((one, other) => one.plan.keyIndex - other.plan.keyIndex)
      .map((column) => this.#createKeyReader(column, findColumnType));
  }

  /** Leaves members of that name out from now on, as the slow path did. */
  ignore(name: string): void {
    this.#scanner.ignore(name);
  }

  /** Begins a row and writes the record at `start` of a line so long; gives where it ends, or DECLINED. */
  writeRecord(row: RowBuffer, json: Buffer, start: number, lineBytes: number): number {
    if (lineBytes > MAX_LINE_BYTES) return DECLINED;
    const fields = this.identifiers.length;
    row.begin(fields, BYTES_A_COLUMN * (fields + 1) + GROWTH * lineBytes);
    return this.#scanner.scan(row, json, start);
  }

  /** Ends the row with what the target adds; false when the line's `time_extracted` is unusual. */
  writeMetadata(row: RowBuffer, json: Buffer, extractedAt: number, facts: RowFacts): boolean {
    return this.#metadata.write(row, json, extractedAt, facts);
  }

  /** The key of the row that was written last; undefined for a stream without one. */
  readKey(row: RowBuffer, json: Buffer): RowKey | undefined {
    const [first] = this.#readKey;
    if (first === undefined) return undefined;
    if (this.#readKey.length === 1) return first(row, json);
    return joinKeys(this.#readKey.map((read) => read(row, json)));
  }

  /** The same key that the slow path would have made. */
  #createKeyReader(
    { definition, plan }: PlannedColumn,
    findColumnType: FindColumnType,
  ): (row: RowBuffer, json: Buffer) => RowKey {
    const { keyFields, keyStarts, keyEnds } = this.#scanner;
    const { keyIndex, storage } = plan;
    const startOf = (): number => (keyFields[keyIndex] as number) + 4;
    const textOf = (row: RowBuffer, encoding: BufferEncoding): string =>
      row.bytes.toString(encoding, startOf(), startOf() + row.view.getInt32(startOf() - 4));
    switch (storage) {
      case "int2":
        return (row) => row.view.getInt16(startOf());
      case "int4":
        return (row) => row.view.getInt32(startOf());
      case "int8":
        return (row) => row.view.getInt32(startOf()) * 2 ** 32 + row.view.getUint32(startOf() + 4);
      case "text":
        return (row) => textOf(row, "utf8");
      case "uuid":
        return (row) => textOf(row, "hex");
      case "base16":
      case "base64":
        return (row) => `\\x${textOf(row, "hex")}`;
      default: {
        const { canonical = String } = findColumnType(definition.sql);
        return (_, json) => {
          const token = json.toString("latin1", keyStarts[keyIndex], keyEnds[keyIndex]);
          return canonical(token.replaceAll('"', ""));
        };
      }
    }
  }
}
