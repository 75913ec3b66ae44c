import type { Logger } from "@singer-metabase/singer-protocol";
import {
  describeDataRefusal,
  describeFailure,
  isDataRefusal,
  UNIQUE_VIOLATION,
} from "../describe-failure.ts";
import { RecordError } from "../errors.ts";
import type { TableHistory } from "../history/table-history.ts";
import { countMerge, type RowCounts } from "../load-log/row-counts.ts";
import type { StreamTally } from "../load-log/stream-tally.ts";
import type { LoadMetrics } from "../load-metrics.ts";
import { type Connection, readRefusal, type ServerRefusal } from "../postgres.ts";
import { parseCopyPlace } from "../sql/copy-place.ts";
import { quoteRelation } from "../sql/identifier.ts";
import {
  createStage,
  type MergePlan,
  type MergeStatement,
  mergeStage,
  readHasRepeatedKey,
  removeAllMarked,
  removeMarked,
  STAGE,
} from "../sql/merge.ts";
import { beginWriting } from "../sql/transaction.ts";
import { removeOlderVersions } from "../sql/version-memory.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { DELETED_AT, TABLE_VERSION, toInstant } from "../table/metadata-columns.ts";
import type { Batch, RowChoice, SelectedRows } from "./batch.ts";
import { CopyFailure, copyRows } from "./copy-rows.ts";
import { inTransaction } from "./in-transaction.ts";
import { KeyMemory } from "./key-memory.ts";

/** What a loader needs to know. */
export interface LoaderOptions {
  readonly stream: string;
  readonly table: ReadyTable;
  /** Whether batches hold no key twice; otherwise only the server can tell keys apart. */
  readonly knowsEqualKeys: boolean;
  /** Whether rows that did not change are rewritten, so that their metadata is of this run. */
  readonly touchUnchanged: boolean;
  /** Whether an activation may come, for which the keys of unchanged rows are remembered. */
  readonly activatesVersions: boolean;
  readonly hardDelete: boolean;
  /** Whether rows may be marked as deleted without their batch knowing. */
  readonly marksUnseen: boolean;
  readonly logValues: boolean;
  readonly logger: Pick<Logger, "debug" | "info">;
  readonly metrics: Pick<LoadMetrics, "add">;
  /** What keeps the versions of rows; undefined where nobody wants them. */
  readonly history?: Pick<TableHistory, "followStage" | "followAll"> | undefined;
  /** Where rows are counted by what became of them; undefined where nobody wants to know. */
  readonly tally?: Pick<StreamTally, "add"> | undefined;
}

/** Two rows of a batch have keys that are equal to the server: the later row must come in alone. */
class RepeatedKey extends Error {}

/** Brings batches of one stream into its table, each lane of a batch in a transaction of its own. */
export class TableLoader {
  readonly #options: LoaderOptions;
  readonly #merge: MergePlan;
  readonly #memory: KeyMemory | undefined;
  /** Rows go straight into the table: it has no key, or was empty and no row has come twice. */
  #appends: boolean;
  /** Whether rows that are marked as deleted are deleted. */
  readonly #removesMarked: boolean;

  constructor(options: LoaderOptions) {
    const { table, touchUnchanged, activatesVersions, hardDelete, marksUnseen, history } = options;
    const { relation, own, metadata, keys } = table;
    const ownNames = own.map(({ identifier }) => identifier);
    const metadataNames = metadata.map(({ identifier }) => identifier);
    // A row that comes back, or is marked as deleted, has changed.
    const compared = [...ownNames, ...metadataNames.filter((name) => name === DELETED_AT)];
    this.#options = options;
    // Without a unique index nobody would notice a key that comes twice.
    this.#appends = keys.length === 0 || (table.isEmpty && table.hasKeyIndex);
    this.#removesMarked = hardDelete && metadataNames.includes(DELETED_AT);
    if (this.#removesMarked && marksUnseen && keys.length > 0) this.#appends = false;
    // It follows a stage.
    if (history !== undefined) this.#appends = false;
    this.#merge = {
      relation,
      columns: [...ownNames, ...metadataNames],
      keys,
      compared: touchUnchanged ? undefined : compared.filter((name) => !keys.includes(name)),
      versionColumn: metadataNames.find((name) => name === TABLE_VERSION),
    };
    const remembers = keys.length > 0 && !touchUnchanged && activatesVersions;
    this.#memory = remembers ? new KeyMemory(relation, keyColumns(table)) : undefined;
  }

  /**
   * Loads rows of a batch, and returns when they are committed.
   *
   * @throws {RecordError} for the first row that the server refuses; those before it are committed.
   * @throws {DatabaseError} for any other refusal; then nothing of this call may be committed.
   */
  async load(connection: Connection, batch: Batch, choice: RowChoice): Promise<void> {
    const rows = batch.select(choice);
    if (rows.length === 0) return;
    const startedAt = performance.now();
    const { keys } = this.#merge;
    const mustMerge = keys.length > 0 && this.#removesMarked && batch.hasMarked;
    const appends = this.#appends && !mustMerge;
    try {
      const counts = await (appends
        ? this.#append(connection, rows, choice, batch.hasMarked)
        : this.#mergeRows(connection, rows, choice, batch));
      this.#report(batch.countRows(choice), (performance.now() - startedAt) / 1000, counts);
    } catch (error) {
      if (error instanceof RepeatedKey) return this.#loadHalves(connection, batch, choice);
      const failure = error instanceof CopyFailure ? error : undefined;
      const cause = failure?.cause ?? error;
      const refusal = readRefusal(cause);
      if (refusal === undefined || !isDataRefusal(refusal)) {
        throw describeFailure(`cannot load stream "${this.#options.stream}"`, cause);
      }
      if (appends && keys.length > 0 && refusal.sqlState === UNIQUE_VIOLATION) {
        this.#appends = false;
        return this.load(connection, batch, choice);
      }
      const place = parseCopyPlace(refusal.where, appends ? this.#merge.relation.table : STAGE);
      const refused = place && failure?.rows.rowAt(place.row);
      if (refused !== undefined) {
        await this.load(connection, batch, { ...choice, end: refused });
        throw this.#recordError(batch, refused, refusal, place?.column);
      }
      if (choice.end - choice.start === 1) {
        throw this.#recordError(batch, choice.start, refusal, refusal.column);
      }
      // The server did not say which row it was: halves get nearer to it.
      await this.#loadHalves(connection, batch, choice);
    }
  }

  /** Removes the rows of older versions, by the settings' way of deleting. */
  async activate(connection: Connection, version: number, now: number): Promise<void> {
    const { table, hardDelete, stream, logger, tally, history } = this.#options;
    const { relation } = table;
    const memory = this.#memory;
    try {
      const deleted = await inTransaction(connection, beginWriting(relation), async () => {
        const spared = (await memory?.spare(connection, version)) ?? "nothing";
        if (spared === "everything") {
          logger.info(`version ${version} of stream "${stream}" removes nothing`);
          return 0;
        }
        const sql = removeOlderVersions({
          relation,
          version,
          versionColumn: TABLE_VERSION,
          deletedAtColumn: hardDelete ? undefined : DELETED_AT,
          rememberedKeys: spared === "remembered" ? keyColumns(table) : [],
        });
        const [removed] = await connection.execute(sql, hardDelete ? [] : [toInstant(now)]);
        const follow = removed ? (history?.followAll(now) ?? []) : [];
        const end = [...follow, ...((await memory?.end(connection, version)) ?? [])];
        if (end.length > 0) await connection.query(end.join(";\n"));
        return removed ?? 0;
      });
      tally?.add({ deleted });
    } catch (error) {
      throw describeFailure(`cannot activate version ${version} of stream "${stream}"`, error);
    }
  }

  async #append(
    connection: Connection,
    rows: readonly SelectedRows[],
    { lanes }: RowChoice,
    hasMarked: boolean,
  ): Promise<Partial<RowCounts>> {
    const { relation, keys, columns } = this.#merge;
    const removes = this.#removesMarked && (hasMarked || this.#options.marksUnseen);
    return inTransaction(
      connection,
      beginWriting(relation, { lanes }),
      async () => {
        const inserted = await copyRows(connection, quoteRelation(relation), columns, rows);
        if (!removes) return { inserted };
        const [deleted] = await connection.execute(removeAllMarked(relation, DELETED_AT));
        return { inserted, deleted: deleted ?? 0 };
      },
      // A second time, rows with a key are noticed, and merged.
      { isRepeatable: keys.length > 0 },
    );
  }

  async #mergeRows(
    connection: Connection,
    rows: readonly SelectedRows[],
    { lanes }: RowChoice,
    { version, startedAt }: Batch,
  ): Promise<Partial<RowCounts>> {
    const plan = this.#merge;
    const { tally, history } = this.#options;
    await this.#memory?.begin(connection, version);
    const { hasKeyIndex } = this.#options.table;
    const begin = [...beginWriting(plan.relation, { hasKeyIndex, lanes }), createStage(plan)];
    return inTransaction(connection, begin, async () => {
      const staged = await copyRows(connection, STAGE, plan.columns, rows);
      if (!this.#options.knowsEqualKeys) await this.#refuseRepeatedKeys(connection);
      const statements: MergeStatement[] = [
        ...mergeStage(plan, connection.serverVersion, tally !== undefined),
        ...(this.#removesMarked ? [removeMarked(plan, DELETED_AT)] : []),
        ...[
          ...((await this.#memory?.remember(connection, version)) ?? []),
          ...(history?.followStage(startedAt) ?? []),
        ].map((sql) => ({ sql })),
      ];
      const touched = await connection.execute(statements.map(({ sql }) => sql).join(";\n"));
      return countMerge(staged, statements, touched);
    });
  }

  #report(records: number, seconds: number, counts: Partial<RowCounts>): void {
    const { stream, metrics, logger, tally } = this.#options;
    metrics.add(stream, records, seconds);
    tally?.add({ ...counts, rowsIn: records });
    logger.debug(`committed ${records} records`, { seconds });
  }

  /** A MERGE does not always notice: of two rows for one, it may take the older and leave the newer out. */
  async #refuseRepeatedKeys(connection: Connection): Promise<void> {
    const sql = readHasRepeatedKey(this.#merge.keys);
    const [row] = await connection.query<{ repeated: boolean }>(sql);
    if (row?.repeated === true) throw new RepeatedKey();
  }

  async #loadHalves(connection: Connection, batch: Batch, choice: RowChoice): Promise<void> {
    const middle = Math.floor((choice.start + choice.end) / 2);
    await this.load(connection, batch, { ...choice, end: middle });
    await this.load(connection, batch, { ...choice, start: middle });
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
      { stream, line: batch.lineOf(row), column: column?.property ?? identifier },
      describeDataRefusal(refusal, logValues),
      { sqlState: refusal.sqlState },
    );
  }
}

function keyColumns({ own, keys }: ReadyTable): ReadyTable["own"] {
  return own.filter(({ identifier }) => keys.includes(identifier));
}
