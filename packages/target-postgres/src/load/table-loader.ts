import type { Logger } from "@singer-metabase/singer-protocol";
import {
  describeDataRefusal,
  describeFailure,
  isDataRefusal,
  UNIQUE_VIOLATION,
} from "../describe-failure.ts";
import { RecordError } from "../errors.ts";
import type { LoadMetrics } from "../load-metrics.ts";
import { type Connection, readRefusal, type ServerRefusal } from "../postgres.ts";
import { parseCopyPlace } from "../sql/copy-place.ts";
import { quoteRelation } from "../sql/identifier.ts";
import {
  createStage,
  type MergePlan,
  mergeStage,
  readHasRepeatedKey,
  STAGE,
} from "../sql/merge.ts";
import { copyInto } from "../sql/read-table.ts";
import { beginWriting } from "../sql/transaction.ts";
import { removeOlderVersions } from "../sql/version-memory.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { DELETED_AT, TABLE_VERSION, toInstant } from "../table/metadata-columns.ts";
import type { Batch, RowRange, SelectedRows } from "./batch.ts";
import { inTransaction } from "./in-transaction.ts";
import { KeyMemory } from "./key-memory.ts";

/** What a loader needs to know. */
export interface LoaderOptions {
  readonly connection: Connection;
  readonly stream: string;
  readonly table: ReadyTable;
  /** Whether batches hold no key twice; otherwise only the server can tell keys apart. */
  readonly knowsEqualKeys: boolean;
  /** Whether rows that did not change are rewritten, so that their metadata is of this run. */
  readonly touchUnchanged: boolean;
  /** Whether an activation may come, for which the keys of unchanged rows are remembered. */
  readonly activatesVersions: boolean;
  readonly hardDelete: boolean;
  readonly logValues: boolean;
  readonly logger: Pick<Logger, "debug" | "info">;
  readonly metrics: Pick<LoadMetrics, "add">;
}

/** Two rows of a batch have keys that are equal to the server: the later row must come in alone. */
class RepeatedKey extends Error {}

/** Brings batches of one stream into its table, each in a transaction of its own. */
export class TableLoader {
  readonly #options: LoaderOptions;
  readonly #merge: MergePlan;
  readonly #memory: KeyMemory | undefined;
  /** Rows go straight into the table: it has no key, or was empty and no row has come twice. */
  #appends: boolean;

  constructor(options: LoaderOptions) {
    const { table, touchUnchanged, activatesVersions } = options;
    const { relation, own, metadata, keys } = table;
    const ownNames = own.map(({ identifier }) => identifier);
    const metadataNames = metadata.map(({ identifier }) => identifier);
    // A row that comes back, or is marked as deleted, has changed.
    const compared = [...ownNames, ...metadataNames.filter((name) => name === DELETED_AT)];
    this.#options = options;
    // Without a unique index nobody would notice a key that comes twice.
    this.#appends = keys.length === 0 || (table.isEmpty && table.hasKeyIndex);
    this.#merge = {
      relation,
      columns: [...ownNames, ...metadataNames],
      keys,
      compared: touchUnchanged ? undefined : compared.filter((name) => !keys.includes(name)),
      versionColumn: metadataNames.find((name) => name === TABLE_VERSION),
    };
    const remembers = keys.length > 0 && !touchUnchanged && activatesVersions;
    this.#memory = remembers ? new KeyMemory(relation, keys) : undefined;
  }

  /**
   * Loads a batch's rows, all of them by default, and returns when they are committed.
   *
   * @throws {RecordError} for the first row that the server refuses; those before it are committed.
   * @throws {DatabaseError} for any other refusal; then nothing of this call may be committed.
   */
  async load(batch: Batch, range: RowRange = { start: 0, end: batch.rows }): Promise<void> {
    if (range.start >= range.end) return;
    const rows = batch.select(range);
    const startedAt = performance.now();
    try {
      await (this.#appends ? this.#append(rows) : this.#mergeRows(rows, batch.version));
      this.#report(range.end - range.start, (performance.now() - startedAt) / 1000);
    } catch (error) {
      if (error instanceof RepeatedKey) return this.#loadHalves(batch, range);
      const refusal = readRefusal(error);
      if (refusal === undefined || !isDataRefusal(refusal)) {
        throw describeFailure(`cannot load stream "${this.#options.stream}"`, error);
      }
      if (this.#appends && this.#merge.keys.length > 0 && refusal.sqlState === UNIQUE_VIOLATION) {
        this.#appends = false;
        return this.load(batch, range);
      }
      await this.#loadUpToRefused(batch, range, rows, refusal);
    }
  }

  /** Removes the rows of older versions, by the settings' way of deleting. */
  async activate(version: number, now: number): Promise<void> {
    const { connection, table, hardDelete, stream, logger } = this.#options;
    const { relation, keys } = table;
    const memory = this.#memory;
    try {
      await inTransaction(connection, beginWriting(relation), async () => {
        const spared = (await memory?.spare(connection, version)) ?? "nothing";
        if (spared === "everything") {
          logger.info(`version ${version} of stream "${stream}" removes nothing`);
          return;
        }
        const sql = removeOlderVersions({
          relation,
          version,
          versionColumn: TABLE_VERSION,
          deletedAtColumn: hardDelete ? undefined : DELETED_AT,
          rememberedKeys:
            spared === "remembered"
              ? table.own.filter(({ identifier }) => keys.includes(identifier))
              : [],
        });
        await connection.query(sql, hardDelete ? [] : [toInstant(now)]);
        const end = (await memory?.end(connection, version)) ?? [];
        if (end.length > 0) await connection.query(end.join(";\n"));
      });
    } catch (error) {
      throw describeFailure(`cannot activate version ${version} of stream "${stream}"`, error);
    }
  }

  async #append({ chunks }: SelectedRows): Promise<void> {
    const { connection } = this.#options;
    const { relation, columns } = this.#merge;
    await inTransaction(connection, beginWriting(relation), () =>
      connection.copyIn(copyInto(quoteRelation(relation), columns), chunks),
    );
  }

  async #mergeRows({ chunks }: SelectedRows, version: number | undefined): Promise<void> {
    const { connection, table } = this.#options;
    const plan = this.#merge;
    const begin = [...beginWriting(plan.relation, table), createStage(plan)];
    await inTransaction(connection, begin, async () => {
      await connection.copyIn(copyInto(STAGE, plan.columns), chunks);
      if (!this.#options.knowsEqualKeys) await this.#refuseRepeatedKeys();
      const statements = [
        ...mergeStage(plan, connection.serverVersion),
        ...((await this.#memory?.remember(connection, version)) ?? []),
      ];
      await connection.query(statements.join(";\n"));
    });
  }

  #report(records: number, seconds: number): void {
    const { stream, metrics, logger } = this.#options;
    metrics.add(stream, records, seconds);
    logger.debug(`committed ${records} records`, { seconds });
  }

  /** A MERGE does not always notice: of two rows for one, it may take the older and leave the newer out. */
  async #refuseRepeatedKeys(): Promise<void> {
    const sql = readHasRepeatedKey(this.#merge.keys);
    const [row] = await this.#options.connection.query<{ repeated: boolean }>(sql);
    if (row?.repeated === true) throw new RepeatedKey();
  }

  /** Finds the row that was refused, commits those before it, and tells which one it is. */
  async #loadUpToRefused(
    batch: Batch,
    { start, end }: RowRange,
    { indexes }: SelectedRows,
    refusal: ServerRefusal,
  ): Promise<void> {
    const table = this.#appends ? this.#merge.relation.table : STAGE;
    const place = parseCopyPlace(refusal.where, table);
    const refused = place === undefined ? undefined : indexes[place.row];
    if (refused !== undefined) {
      await this.load(batch, { start, end: refused });
      throw this.#recordError(batch, refused, refusal, place?.column);
    }
    if (end - start === 1) throw this.#recordError(batch, start, refusal, refusal.column);
    // The server did not say which row it was: halves get nearer to it.
    await this.#loadHalves(batch, { start, end });
  }

  async #loadHalves(batch: Batch, { start, end }: RowRange): Promise<void> {
    const middle = Math.floor((start + end) / 2);
    await this.load(batch, { start, end: middle });
    await this.load(batch, { start: middle, end });
  }

  #recordError(
    batch: Batch,
    row: number,
    refusal: ServerRefusal,
    identifier: string | undefined,
  ): RecordError {
    const { stream, table, logValues } = this.#options;
    const column = table.own.find((candidate) => candidate.identifier === identifier);
    return new RecordError(
      { stream, line: batch.lines[row] ?? 0, column: column?.property ?? identifier },
      describeDataRefusal(refusal, logValues),
    );
  }
}
