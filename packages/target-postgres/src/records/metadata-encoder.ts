import { escapeField, NULL_FIELD } from "../encode/copy-text.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import {
  METADATA_COLUMNS,
  type MetadataColumn,
  type RecordFacts,
} from "../table/metadata-columns.ts";
import type { ColumnType } from "../types/column-type.ts";
import type { FindColumnType } from "../types/column-types.ts";

/** Writes the metadata of records, which for most is that of the record before. */
export class MetadataEncoder {
  readonly #columns: readonly {
    readonly type: ColumnType;
    readonly read: MetadataColumn["read"];
  }[];
  #last: { readonly facts: RecordFacts; readonly fields: string } | undefined;

  constructor(columns: readonly ColumnDefinition[], findColumnType: FindColumnType) {
    this.#columns = columns.flatMap(({ property, sql }) => {
      const column = METADATA_COLUMNS.find(({ name }) => name === property);
      return column === undefined ? [] : [{ type: findColumnType(sql), read: column.read }];
    });
  }

  /**
   * The fields of the metadata columns, each after a tab.
   *
   * @throws {ValueError} for a `time_extracted` or a deletion mark that is no date-time.
   */
  encode(facts: RecordFacts): string {
    if (this.#columns.length === 0) return "";
    if (this.#last !== undefined && isSame(facts, this.#last.facts)) return this.#last.fields;
    const fields = this.#columns
      .map(({ type, read }) => `\t${encodeField(type, read(facts))}`)
      .join("");
    this.#last = { facts, fields };
    return fields;
  }
}

function encodeField(type: ColumnType, value: unknown): string {
  if (value === undefined || value === null) return NULL_FIELD;
  const input = type.toInput(cutSeconds(value), () => JSON.stringify(value));
  return input === null ? NULL_FIELD : escapeField(input);
}

/** When a record was read is no data of its own: digits that PostgreSQL has no place for are cut. */
function cutSeconds(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/(\.\d{6})\d+/, "$1") : value;
}

function isSame(one: RecordFacts, other: RecordFacts): boolean {
  return (
    one.receivedAt === other.receivedAt &&
    one.timeExtracted === other.timeExtracted &&
    one.deletedAt === other.deletedAt &&
    one.batchedAt === other.batchedAt &&
    one.version === other.version &&
    one.syncStartedAt === other.syncStartedAt
  );
}
