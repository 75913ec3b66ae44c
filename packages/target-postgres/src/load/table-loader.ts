import type { Logger } from "@singer-metabase/singer-protocol";
import {
  describeDataRefusal,
  describeFailure,
  isDataRefusal,
  UNIQUE_VIOLATION,
} from "../describe-failure.ts";
import { DIVERT, RecordError } from "../errors.ts";
import type { TableHistory } from "../history/table-history.ts";
import type { StreamTally } from "../load-log/stream-tally.ts";
import type { LoadMetrics } from "../load-metrics.ts";
import { type Connection, readRefusal, type ServerRefusal } from "../postgres.ts";
import { parseCopyPlace } from "../sql/copy-place.ts";
import { type MergePlan, STAGE } from "../sql/merge.ts";
import { removeOlderVersions } from "../sql/remove-older-versions.ts";
import { beginWriting } from "../sql/transaction.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { DELETED_AT, TABLE_VERSION, toInstant } from "../table/metadata-columns.ts";
import type { Batch, RowChoice } from "./batch.ts";
import { inTransaction } from "./in-transaction.ts";
import { KeyMemory } from "./key-memory.ts";
import { RepeatedKeyError, TableWrite } from "./table-write.ts";
import { WriteError, writeTables } from "./write-tables.ts";

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
  readonly logger: Pick<Logger, "debug" | "info" | "warn">;
  readonly metrics: Pick<LoadMetrics, "add">;
  /** What keeps the versions of rows; undefined where nobody wants them. */
  readonly history?: Pick<TableHistory, "followReplaced" | "followStage" | "followAll"> | undefined;
  /** Where rows are counted by what became of them; undefined where nobody wants to know. */
  readonly tally?: Pick<StreamTally, "add"> | undefined;
}

const WAY_OUT = `mend the tap, the type of the column or the table's constraint, or ${DIVERT}`;

/** Brings batches of one stream into its table. */
export class TableLoader {
  readonly #options: LoaderOptions;
  readonly #merge: MergePlan;
  readonly #memory: KeyMemory | undefined;
  /** Rows go straight into the table: it has no key, or was empty and no row has come twice. */
  #appends: boolean;
  /** Whether there were records without a version. */
  #lacksVersions = false;
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
    const write = this.plan(batch, choice);
    if (write.rows.length === 0) return;
    const { appends } = write;
    try {
      await writeTables(connection, [write]);
    } catch (error) {
      if (error instanceof RepeatedKeyError) return this.#loadHalves(connection, batch, choice);
      const failure = error instanceof WriteError ? error : undefined;
      const cause = failure?.cause ?? error;
      const refusal = readRefusal(cause);
      if (refusal === undefined || !isDataRefusal(refusal)) {
        throw describeFailure(`cannot load stream "${this.#options.stream}"`, cause);
      }
      const { keys, relation } = this.#merge;
      if (appends && keys.length > 0 && refusal.sqlState === UNIQUE_VIOLATION) {
        this.#appends = false;
        return this.load(connection, batch, choice);
      }
      const place = parseCopyPlace(refusal.where, appends ? relation.table : STAGE);
      const refused = place && failure && write.rowsOf(failure.index)?.rowAt(place.row);
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

  /** Plans how rows of a batch are written, which {@link writeTables} may do with other tables' rows. */
  plan(batch: Batch, choice: RowChoice): TableWrite {
    const { hasMarked, version } = batch;
    const { keys } = this.#merge;
    this.#lacksVersions ||= version === undefined;
    const mustMerge = keys.length > 0 && this.#removesMarked && hasMarked;
    const appends = this.#appends && !mustMerge;
    const mayBeMarked = !appends || hasMarked || this.#options.marksUnseen;
    return new TableWrite(
      {
        ...this.#options,
        merge: this.#merge,
        memory: this.#memory,
        appends,
        removesMarked: this.#removesMarked && mayBeMarked,
      },
      batch,
      choice,
    );
  }

  /** Removes the rows of older versions, by the settings' way of deleting. */
  async activate(connection: Connection, version: number, now: number): Promise<void> {
    const { table, hardDelete, stream, logger, tally, history } = this.#options;
    const { relation } = table;
    const memory = this.#memory;
    if (this.#lacksVersions) {
      logger.warn(
        `records of stream "${stream}" came without a version, and so are of an older one than version ${version}, which removes them; the tap must send each record with its version`,
      );
    }
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
          keys: keyColumns(table),
          // Without an index each gap would be looked for in the whole table.
          spared: spared === "ranges" && !table.hasKeyIndex ? "keys" : spared,
        });
        const [removed] = await connection.execute(sql, hardDelete ? [] : [toInstant(now)]);
        const follow = removed ? (history?.followAll(now) ?? []) : [];
        const end = [...follow, ...((await memory?.end(connection, version)) ?? [])];
        if (end.length > 0) await connection.query(end.join(";\n"));
        return removed ?? 0;
      });
      if (deleted > 0) {
        const rows = deleted === 1 ? "row" : "rows";
        logger.info(`version ${version} of stream "${stream}" removed ${deleted} ${rows}`);
      }
      tally?.add({ deleted });
    } catch (error) {
      throw describeFailure(`cannot activate version ${version} of stream "${stream}"`, error);
    }
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
      { sqlState: refusal.sqlState, wayOut: WAY_OUT },
    );
  }
}

function keyColumns({ own, keys }: ReadyTable): ReadyTable["own"] {
  return own.filter(({ identifier }) => keys.includes(identifier));
}
