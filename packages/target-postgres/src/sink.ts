import { isDeepStrictEqual } from "node:util";
import type { Line, Logger, RecordMessage, SchemaMessage } from "@singer-metabase/singer-protocol";
import { RecordError, ValueError } from "./errors.ts";
import type { FastPath } from "./fast-path/fast-path.ts";
import type { LineScanner } from "./fast-path/line-scanner.ts";
import type { RowFacts } from "./fast-path/metadata-writer.ts";
import type { CreateFastPath } from "./fast-path/plan-fast-path.ts";
import { Batch, type RowFormat } from "./load/batch.ts";
import type { ChunkPool } from "./load/chunk-pool.ts";
import type { RowBuffer } from "./load/row-buffer.ts";
import type { RowKey } from "./load/row-key.ts";
import type { TableLoader } from "./load/table-loader.ts";
import type { Overwrite } from "./overwrite/overwrite.ts";
import type { Validator } from "./records/compile-validator.ts";
import type { MetadataEncoder } from "./records/metadata-encoder.ts";
import type { RecordEncoder } from "./records/record-encoder.ts";
import { DELETED_AT, isMetadataName } from "./table/metadata-columns.ts";

/** The parts that a sink puts together. */
export interface SinkOptions {
  readonly schema: SchemaMessage;
  readonly validate: Validator | undefined;
  readonly encoder: RecordEncoder;
  readonly metadata: MetadataEncoder;
  /** Undefined where all lines go the slow path. */
  readonly createFastPath: CreateFastPath | undefined;
  readonly loader: TableLoader;
  /** Where rows gather until they replace the table's; undefined where they go into the table. */
  readonly overwrite?: Overwrite | undefined;
  readonly pool: ChunkPool;
  /** Whether of several records with one key each is to become a row of its time. */
  readonly keepsEveryVersion: boolean;
  /** The properties that have a column. */
  readonly properties: ReadonlySet<string>;
  /** Epoch milliseconds of the program's start. */
  readonly syncStartedAt: number;
  readonly logger: Pick<Logger, "warn">;
}

/** What a batch takes before its rows do: the first chunk of each of its parts that holds rows. */
const BATCH_BYTES = 16 * 1024;

/** One stream between its SCHEMA and the next: checks records, encodes them, gathers them into batches. */
export class Sink {
  readonly loader: TableLoader;
  readonly #options: SinkOptions;
  readonly #reportedFields = new Set<string>();
  #batches: Batch[] = [];
  #fastPath: FastPath | undefined;
  #facts: RowFacts | undefined;

  constructor(options: SinkOptions) {
    this.#options = options;
    this.loader = options.loader;
  }

  /** The SCHEMA that it was opened for. */
  get schema(): SchemaMessage {
    return this.#options.schema;
  }

  /** Knows the order of the records' members, so it is there once a record came the slow path. */
  get fastPath(): FastPath | undefined {
    return this.#fastPath;
  }

  get overwrite(): Overwrite | undefined {
    return this.#options.overwrite;
  }

  /** Whether there are rows that only a swap brings into the table. */
  get awaitsSwap(): boolean {
    const { overwrite } = this.#options;
    return overwrite !== undefined && (overwrite.isDue || this.openRows > 0);
  }

  /** Rows that were gathered. */
  get openRows(): number {
    return this.#batches.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** Bytes of the batch that is open. */
  get openBytes(): number {
    return this.#batches.at(-1)?.bytes ?? 0;
  }

  /** Whether a SCHEMA says what this sink's said; taps repeat it often. */
  accepts({ schema, key_properties }: SchemaMessage): boolean {
    const own = this.#options.schema;
    return isDeepStrictEqual([schema, key_properties], [own.schema, own.key_properties]);
  }

  /**
   * Takes a record. `receivedAt` is in epoch milliseconds.
   *
   * @returns by how many bytes the open batches grew.
   * @throws {RecordError} for a record that does not match its schema or does not fit its table.
   */
  add(message: RecordMessage, line: Line, receivedAt: number): number {
    const { schema, validate, encoder } = this.#options;
    const { stream } = schema;
    const violation = validate?.(message.record);
    if (violation !== undefined) {
      const { column, problem, ...facts } = violation;
      throw new RecordError({ stream, line: line.number, column }, problem, facts);
    }
    const { fields, key, present } = encoder.encode(message.record, line);
    this.#fastPath ??= this.#options.createFastPath?.(Object.keys(message.record));
    this.#reportUnknownFields(message.record, present);

    const batch = this.#openBatch(message.version, receivedAt, key, "text");
    const metadata = this.#encodeMetadata(message, line, batch, receivedAt);
    const bytes = batch.bytes;
    if (message.record[DELETED_AT] != null) batch.hasMarked = true;
    batch.addText(`${fields}${metadata}\n`, line.number, key);
    return batch.bytes - bytes + (bytes === 0 ? BATCH_BYTES : 0);
  }

  /** Has the fast path write the next row where it will most likely stay. */
  place(row: RowBuffer): void {
    const batch = this.#batches.at(-1);
    if (batch === undefined) row.placeAside();
    else batch.place(row);
  }

  /**
   * Takes a record whose row was written by the fast path.
   *
   * @returns by how many bytes the open batches grew; undefined to decline the line after all.
   */
  addScanned(
    { row, version, extractedAt }: LineScanner<Sink>,
    block: Buffer,
    line: number,
    receivedAt: number,
  ): number | undefined {
    const fastPath = this.#fastPath;
    if (fastPath === undefined) return undefined;
    const key = fastPath.readKey(row, block);
    const batch = this.#openBatch(version, receivedAt, key, "binary");
    const facts = this.#factsOf(batch, receivedAt);
    if (!fastPath.writeMetadata(row, block, extractedAt, facts)) return undefined;
    const bytes = batch.bytes;
    batch.binaryColumns = fastPath.identifiers;
    batch.addBinary(row, line, key);
    return batch.bytes - bytes + (bytes === 0 ? BATCH_BYTES : 0);
  }

  /** Hands over what was gathered. */
  takeBatches(): readonly Batch[] {
    const batches = this.#batches;
    const { overwrite } = this.#options;
    if (overwrite !== undefined && batches.length > 0) overwrite.hasRows = true;
    this.#batches = [];
    return batches;
  }

  /** Rows of two versions never share a batch: an older one must not win over a newer one. */
  #openBatch(
    version: number | undefined,
    startedAt: number,
    key: RowKey | undefined,
    format: RowFormat,
  ): Batch {
    const open = this.#batches.at(-1);
    const { pool, keepsEveryVersion } = this.#options;
    const isClosed = keepsEveryVersion && key !== undefined && open?.isClosedTo(key, format);
    if (open !== undefined && open.version === version && !isClosed) return open;
    const batch = new Batch(pool, version, startedAt, keepsEveryVersion);
    this.#batches.push(batch);
    return batch;
  }

  /** The same object for as long as nothing in it changes. */
  #factsOf({ startedAt, version }: Batch, receivedAt: number): RowFacts {
    const last = this.#facts;
    if (
      last?.receivedAt !== receivedAt ||
      last.batchedAt !== startedAt ||
      last.version !== version
    ) {
      const { syncStartedAt } = this.#options;
      this.#facts = { receivedAt, batchedAt: startedAt, version, syncStartedAt };
    }
    return this.#facts as RowFacts;
  }

  #encodeMetadata(message: RecordMessage, line: Line, batch: Batch, receivedAt: number): string {
    const { schema, metadata, syncStartedAt } = this.#options;
    try {
      return metadata.encode({
        timeExtracted: message.time_extracted,
        receivedAt,
        batchedAt: batch.startedAt,
        version: message.version,
        syncStartedAt,
        deletedAt: message.record[DELETED_AT],
      });
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new RecordError(
        { stream: schema.stream, line: line.number },
        `time_extracted or ${DELETED_AT} ${error.message}`,
      );
    }
  }

  /** Fields without a column are left out, as by every target; here not in silence. */
  #reportUnknownFields(record: Readonly<Record<string, unknown>>, present: number): void {
    let count = 0;
    for (const _ in record) count += 1;
    if (count === present) return;
    const { schema, properties, logger } = this.#options;
    for (const field of Object.keys(record)) {
      if (properties.has(field) || isMetadataName(field) || this.#reportedFields.has(field))
        continue;
      this.#reportedFields.add(field);
      this.#fastPath?.ignore(field);
      logger.warn(
        `field "${field}" is not in the SCHEMA of stream "${schema.stream}" and is not loaded`,
      );
    }
  }
}
