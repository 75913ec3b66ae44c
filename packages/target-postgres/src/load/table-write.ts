import { countRows } from "../load-log/row-counts.ts";
import type { Connection } from "../postgres.ts";
import { quoteRelation } from "../sql/identifier.ts";
import {
  createStage,
  DROP_STAGE,
  findRepeatedKey,
  type LoadStatement,
  type MergePlan,
  mergeStage,
  removeAllMarked,
  removeMarked,
  STAGE,
} from "../sql/merge.ts";
import { ORDER_STAGE } from "../sql/replaced-rows.ts";
import { steerPlanner, type WrittenTable } from "../sql/transaction.ts";
import { DELETED_AT } from "../table/metadata-columns.ts";
import type { Batch, RowChoice, SelectedRows } from "./batch.ts";
import { type CopyStatement, copyRows } from "./copy-rows.ts";
import type { KeyMemory } from "./key-memory.ts";
import type { LoaderOptions } from "./table-loader.ts";

/** How rows come into a table. */
export interface WriteOptions
  extends Pick<
    LoaderOptions,
    "stream" | "table" | "knowsEqualKeys" | "logger" | "metrics" | "history" | "tally"
  > {
  readonly merge: MergePlan;
  readonly memory: KeyMemory | undefined;
  /** Whether rows go straight into the table. */
  readonly appends: boolean;
  /** Whether rows that are marked as deleted are deleted. */
  readonly removesMarked: boolean;
}

/** Two rows of a batch have keys that are equal to the server: the later row must come in alone. */
export class RepeatedKeyError extends Error {
  override readonly name = "RepeatedKeyError";
}

/** Rows of a batch on their way into their table, as a part of a transaction. */
export class TableWrite implements WrittenTable {
  /** Those that are written. */
  readonly rows: readonly SelectedRows[];
  /** How many records that is, those among them that later ones replace. */
  readonly records: number;
  readonly #options: WriteOptions;
  readonly #batch: Batch;
  readonly #choice: RowChoice;
  #statements: readonly (LoadStatement | CopyStatement)[] = [];

  constructor(options: WriteOptions, batch: Batch, choice: RowChoice) {
    this.rows = batch.select(choice);
    this.records = batch.countRows(choice);
    this.#options = options;
    this.#batch = batch;
    this.#choice = choice;
  }

  get stream(): string {
    return this.#options.stream;
  }

  get relation(): WrittenTable["relation"] {
    return this.#options.merge.relation;
  }

  get lanes(): readonly number[] {
    return this.#choice.lanes;
  }

  /** Whether rows go straight into the table. */
  get appends(): boolean {
    return this.#options.appends;
  }

  /** Whether a second time does no harm: rows with a key are noticed then, and merged. */
  get isRepeatable(): boolean {
    return this.#options.merge.keys.length > 0;
  }

  /** Makes ready, in a transaction of its own, what the write needs. */
  async prepare(connection: Connection): Promise<void> {
    const { memory, appends } = this.#options;
    if (!appends) await memory?.begin(connection, this.#batch.version);
  }

  /** Decides on the statements, inside the transaction. */
  async plan(connection: Connection): Promise<readonly LoadStatement[]> {
    this.#statements = this.appends ? this.#append() : await this.#mergeRows(connection);
    return this.#statements;
  }

  /**
   * Looks at how many rows the statements touched, before they are committed.
   *
   * @throws {RepeatedKeyError} when two rows were for one; a MERGE may take the older of them.
   */
  check(touched: readonly number[]): void {
    const isRepeated = this.#statements.some(
      ({ counts }, index) => counts === "repeated" && touched[index] !== 0,
    );
    if (isRepeated) throw new RepeatedKeyError("a batch has a key twice");
  }

  /** Tells of what is committed. */
  report(touched: readonly number[], seconds: number): void {
    const { stream, metrics, logger, tally } = this.#options;
    metrics.add(stream, this.records, seconds);
    tally?.add({ ...countRows(this.#statements, touched), rowsIn: this.records });
    logger.debug(`committed ${this.records} records`, { seconds });
  }

  /** The rows that a statement takes, where it is a COPY. */
  rowsOf(index: number): SelectedRows | undefined {
    const statement = this.#statements[index];
    return statement && "rows" in statement ? statement.rows : undefined;
  }

  #append(): readonly (LoadStatement | CopyStatement)[] {
    const { merge, removesMarked } = this.#options;
    const { relation, columns } = merge;
    return [
      ...copyRows(quoteRelation(relation), columns, this.rows, "inserted"),
      ...(removesMarked
        ? [{ sql: removeAllMarked(relation, DELETED_AT), counts: "deleted" as const }]
        : []),
    ];
  }

  async #mergeRows(connection: Connection): Promise<readonly (LoadStatement | CopyStatement)[]> {
    const { merge, table, memory, knowsEqualKeys, removesMarked, tally, history } = this.#options;
    const { version, startedAt, hasReplaced } = this.#batch;
    const remember =
      (await memory?.remember(connection, version, this.#batch.rangesOf(this.#choice))) ?? [];
    return [
      ...[...steerPlanner(table.hasKeyIndex), createStage(merge)].map((sql) => ({ sql })),
      ...(hasReplaced ? [{ sql: ORDER_STAGE }] : []),
      ...copyRows(STAGE, merge.columns, this.rows, "staged"),
      ...(hasReplaced ? (history?.followReplaced(startedAt) ?? []) : []),
      ...(knowsEqualKeys ? [] : [findRepeatedKey(merge.keys)]),
      ...mergeStage(merge, connection.serverVersion, tally !== undefined),
      ...(removesMarked ? [removeMarked(merge, DELETED_AT)] : []),
      ...[...remember, ...(history?.followStage(startedAt) ?? []), DROP_STAGE].map((sql) => ({
        sql,
      })),
    ];
  }
}
