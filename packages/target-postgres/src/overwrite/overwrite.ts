import { randomUUID } from "node:crypto";
import type { TableHistory } from "../history/table-history.ts";
import { inTransaction } from "../load/in-transaction.ts";
import { KeyMemory } from "../load/key-memory.ts";
import type { StreamTally } from "../load-log/stream-tally.ts";
import type { Connection } from "../postgres.ts";
import { fitIdentifier, quoteRelation, type Relation } from "../sql/identifier.ts";
import {
  createReplacement,
  describeReplacement,
  READ_BY_COMMENT,
  readHasNewer,
  replaceRows,
} from "../sql/overwrite.ts";
import { readCount, readTableState, type TableState } from "../sql/read-table.ts";
import { beginWriting } from "../sql/transaction.ts";
import { fitTable, type ReadyTable, type TableEvolution } from "../table/ensure-table.ts";
import { followColumns } from "../table/follow-columns.ts";
import { TABLE_VERSION } from "../table/metadata-columns.ts";

/** What a swap needs, and what it tells. */
export interface SwapOptions {
  /** The version that is activated; undefined at the end of the input. */
  readonly version: number | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What takes note of a swap. */
export interface SwapFollowers {
  readonly history: Pick<TableHistory, "followAll"> | undefined;
  readonly tally: Pick<StreamTally, "add"> | undefined;
}

/**
 * The rows of one stream that are to replace those of its table, in a table of their own. It has a
 * name of its own in every run, so that two runs never mix their rows: the later one drops the table
 * of the other, as it drops one that a crash has left.
 */
export class Overwrite {
  /** Where the rows gather. */
  readonly replacement: Relation;
  /** Whether there are any. */
  hasRows = false;
  /** A version that was activated before any row came: some taps do so, and again after the rows. */
  emptyVersion: number | undefined;
  /** Whether they are in their place. */
  isDone = false;
  #table: ReadyTable;
  /** Identifiers of the columns that are filled: a SCHEMA need not name all that an earlier one did. */
  readonly #columns = new Set<string>();
  #followers: SwapFollowers = { history: undefined, tally: undefined };

  private constructor(table: ReadyTable) {
    const { schema, table: name } = table.relation;
    const id = randomUUID().slice(0, 8);
    this.replacement = { schema, table: fitIdentifier(`_sdc_new_${id}_${name}`) };
    this.#table = table;
  }

  /** Makes an empty table like the stream's. */
  static async begin(connection: Connection, table: ReadyTable): Promise<Overwrite> {
    const { relation, keys } = table;
    const overwrite = new Overwrite(table);
    await inTransaction(connection, beginWriting(relation), async () => {
      const comment = describeReplacement(relation);
      const left = await connection.query<{ name: string }>(READ_BY_COMMENT, [
        relation.schema,
        comment,
      ]);
      const statements = [
        ...left.map(({ name }) => `drop table ${name}`),
        ...createReplacement(relation, overwrite.replacement, keys),
      ];
      await connection.query(statements.join(";\n"));
    });
    return overwrite;
  }

  /** Whether the stream's table is not what it has to become. */
  get isDue(): boolean {
    return !this.isDone && (this.hasRows || this.emptyVersion !== undefined);
  }

  /** Follows changes of the stream's table; gives the table to load into. */
  async follow(
    connection: Connection,
    table: ReadyTable,
    evolution: TableEvolution,
    followers: SwapFollowers,
  ): Promise<ReadyTable> {
    const { relation, own, metadata } = table;
    for (const { identifier } of [...own, ...metadata]) this.#columns.add(identifier);
    const replacement = { ...table, relation: this.replacement };
    this.#table = table;
    this.#followers = followers;
    return inTransaction(connection, beginWriting(relation), async () => {
      await followColumns(connection, { relation, follower: this.replacement, columns: own });
      const [state] = await connection.query<TableState>(readTableState(this.replacement));
      return state ? fitTable(connection, replacement, state, evolution) : replacement;
    });
  }

  /**
   * Puts the rows in the place of the old ones.
   *
   * @returns false when rows of a newer version have come: then the one that is activated is outdated.
   */
  async swap(connection: Connection, { version, now }: SwapOptions): Promise<boolean> {
    const { relation, own, metadata, keys } = this.#table;
    const { history, tally } = this.#followers;
    const hasVersions = metadata.some(({ identifier }) => identifier === TABLE_VERSION);
    const activated =
      version !== undefined && hasVersions ? { column: TABLE_VERSION, number: version } : undefined;
    const counts = await inTransaction(
      connection,
      beginWriting(relation),
      async () => {
        if (activated !== undefined) {
          const sql = readHasNewer(this.replacement, activated);
          const [row] = await connection.query<{ newer: boolean }>(sql);
          if (row?.newer === true) return undefined;
        }
        const deleted = tally === undefined ? 0 : await countRows(connection, relation);
        const columns = [...this.#columns];
        const plan = { relation, replacement: this.replacement, columns, version: activated };
        const [, inserted = 0] = await connection.execute(replaceRows(plan).join(";\n"));
        const keyColumns = own.filter(({ identifier }) => keys.includes(identifier));
        const memory =
          version === undefined
            ? []
            : await new KeyMemory(relation, keyColumns).end(connection, version);
        const statements = [
          ...memory,
          ...(history?.followAll(now) ?? []),
          `drop table ${quoteRelation(this.replacement)}`,
        ];
        await connection.query(statements.join(";\n"));
        return { inserted, deleted };
      },
      { isRepeatable: false },
    );
    if (counts === undefined) return false;
    tally?.add(counts);
    this.isDone = true;
    return true;
  }

  /** Gives the rows up. */
  async drop(connection: Connection): Promise<void> {
    await connection.query(`drop table if exists ${quoteRelation(this.replacement)}`);
  }
}

async function countRows(connection: Connection, relation: Relation): Promise<number> {
  const [row] = await connection.query<{ count: string }>(readCount(relation));
  return Number(row?.count);
}
