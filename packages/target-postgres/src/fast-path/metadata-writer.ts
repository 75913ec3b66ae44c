import type { ColumnDefinition } from "../sql/table-definition.ts";
import type { RowBuffer } from "./row-buffer.ts";
import { DECLINED } from "./skip-json.ts";
import { writeTimestamp } from "./write-date-time.ts";

/** What the metadata of one row is made of. Instants are epoch milliseconds. */
export interface RowFacts {
  /** Where the value of `time_extracted` begins, with its quote; -1 without one. */
  readonly extractedAt: number;
  readonly receivedAt: number;
  readonly batchedAt: number;
  readonly version: number | undefined;
  readonly syncStartedAt: number;
}

type WriteField = (row: RowBuffer, json: Buffer, facts: RowFacts) => boolean;

/** From 1970-01-01 to PostgreSQL's own beginning, 2000-01-01. */
const POSTGRES_EPOCH_MS = 946_684_800_000;

const writeInstant = (row: RowBuffer, epochMs: number): boolean => {
  row.writeInteger((epochMs - POSTGRES_EPOCH_MS) * 1_000, 8);
  return true;
};

const writeBigint = (row: RowBuffer, value: number | undefined): boolean => {
  if (value === undefined) row.writeNull();
  else row.writeInteger(value, 8);
  return true;
};

/** How each metadata column is written, but that of deletion, which records fill. */
const FIELDS: Readonly<Record<string, WriteField>> = {
  _sdc_extracted_at(row, json, { extractedAt }) {
    if (extractedAt !== -1) return writeTimestamp(row, json, extractedAt) !== DECLINED;
    row.writeNull();
    return true;
  },
  _sdc_received_at: (row, _, { receivedAt }) => writeInstant(row, receivedAt),
  _sdc_batched_at: (row, _, { batchedAt }) => writeInstant(row, batchedAt),
  _sdc_sequence: (row, _, { receivedAt }) => writeBigint(row, receivedAt),
  _sdc_table_version: (row, _, { version }) => writeBigint(row, version),
  _sdc_sync_started_at: (row, _, { syncStartedAt }) => writeBigint(row, syncStartedAt),
};

/** Writes the columns that the target fills. */
export class MetadataWriter {
  readonly #fields: readonly WriteField[];

  constructor(columns: readonly ColumnDefinition[]) {
    this.#fields = columns.flatMap(({ property }) => FIELDS[property] ?? []);
  }

  /** Writes a row's fields; false when its `time_extracted` is unusual. */
  write(row: RowBuffer, json: Buffer, facts: RowFacts): boolean {
    return this.#fields.every((write) => write(row, json, facts));
  }
}
