import { RowBuffer } from "../load/row-buffer.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import { DECLINED } from "./skip-json.ts";
import { writeTimestamp } from "./write-date-time.ts";

/** What the metadata of many rows is made of. Instants are epoch milliseconds. */
export interface RowFacts {
  readonly receivedAt: number;
  readonly batchedAt: number;
  readonly version: number | undefined;
  readonly syncStartedAt: number;
}

type WriteField = (row: RowBuffer, facts: RowFacts) => void;

const EXTRACTED_AT = "_sdc_extracted_at";

/** From 1970-01-01 to PostgreSQL's own beginning, 2000-01-01. */
const POSTGRES_EPOCH_MS = 946_684_800_000;

const writeInstant = (row: RowBuffer, epochMs: number): void => {
  row.writeInteger((epochMs - POSTGRES_EPOCH_MS) * 1_000, 8);
};

const writeBigint = (row: RowBuffer, value: number | undefined): void => {
  if (value === undefined) row.writeNull();
  else row.writeInteger(value, 8);
};

/** How the columns are written that are the same for many rows. */
const FIELDS: Readonly<Record<string, WriteField>> = {
  _sdc_received_at: (row, { receivedAt }) => writeInstant(row, receivedAt),
  _sdc_batched_at: (row, { batchedAt }) => writeInstant(row, batchedAt),
  _sdc_sequence: (row, { receivedAt }) => writeBigint(row, receivedAt),
  _sdc_table_version: (row, { version }) => writeBigint(row, version),
  _sdc_sync_started_at: (row, { syncStartedAt }) => writeBigint(row, syncStartedAt),
};

/** Writes the columns that the target fills, but that of deletion, which records fill. */
export class MetadataWriter {
  /** Identifiers, in the order in which the columns are written. */
  readonly identifiers: readonly string[];
  readonly #hasExtractedAt: boolean;
  readonly #fields: readonly WriteField[];
  readonly #common = new RowBuffer();
  #facts: RowFacts | undefined;

  constructor(columns: readonly ColumnDefinition[]) {
    const common = columns.filter(({ property }) => Object.hasOwn(FIELDS, property));
    const extractedAt = columns.filter(({ property }) => property === EXTRACTED_AT);
    this.identifiers = [...extractedAt, ...common].map(({ identifier }) => identifier);
    this.#hasExtractedAt = extractedAt.length > 0;
    this.#fields = common.flatMap(({ property }) => FIELDS[property] ?? []);
  }

  /**
   * Writes a row's fields; false when its `time_extracted` is unusual.
   *
   * @param extractedAt where the value of `time_extracted` begins, with its quote; -1 without one.
   * @param facts the same object for rows that have the same.
   */
  write(row: RowBuffer, json: Buffer, extractedAt: number, facts: RowFacts): boolean {
    if (this.#hasExtractedAt) {
      if (extractedAt === -1) row.writeNull();
      else if (writeTimestamp(row, json, extractedAt) === DECLINED) return false;
    }
    if (facts !== this.#facts) this.#writeCommon(facts);
    row.append(this.#common, 0, this.#common.position);
    return true;
  }

  #writeCommon(facts: RowFacts): void {
    this.#facts = facts;
    this.#common.position = 0;
    for (const write of this.#fields) write(this.#common, facts);
  }
}
