import type { Logger } from "@singer-metabase/singer-protocol";
import { TableChangeError } from "../errors.ts";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import {
  createOpenIndex,
  followAll,
  followStage,
  type HistoryPlan,
  openIndexRelation,
} from "../sql/history.ts";
import { quoteRelation } from "../sql/identifier.ts";
import type { LoadStatement } from "../sql/merge.ts";
import { type ExistingColumn, READ_COLUMNS, READ_TABLE } from "../sql/read-table.ts";
import { followReplaced } from "../sql/replaced-rows.ts";
import { type ColumnDefinition, createTable } from "../sql/table-definition.ts";
import { beginWriting } from "../sql/transaction.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { finishTable } from "../table/finish-table.ts";
import { followColumns } from "../table/follow-columns.ts";
import { toInstant } from "../table/metadata-columns.ts";
import type { TableWishes } from "../table/table-wishes.ts";
import { planHistory } from "./plan-history.ts";

/** What the history of a table needs. */
export interface HistoryOptions {
  readonly table: ReadyTable;
  /** The type of `valid_from` and `valid_to` in a new history. */
  readonly instant: string;
  /** Who may read the table may read its history. */
  readonly readers: TableWishes["readers"];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly logger: Pick<Logger, "info">;
}

/** The versions of a table's rows, in a table beside it. */
export class TableHistory {
  readonly #plan: HistoryPlan;

  private constructor(plan: HistoryPlan) {
    this.#plan = plan;
  }

  /**
   * Makes the table of versions ready. It gets those that it lacks: all rows when it is new, and later
   * what happened without it.
   *
   * @throws {TableChangeError} for a table of its name that is something else, or cannot be changed.
   */
  static async open(connection: Connection, options: HistoryOptions): Promise<TableHistory> {
    const { table, instant, readers, now, logger } = options;
    const plan = planHistory(table, instant);
    const own: readonly ColumnDefinition[] = table.own.map((column) => ({
      ...column,
      // A column that its property has left has no property to tell of.
      property: column.property.startsWith("\0") ? column.identifier : column.property,
    }));
    const validity = [plan.validFrom, plan.validTo].map((name) => ({
      property: name,
      identifier: name,
      sql: instant,
    }));
    const history = new TableHistory(plan);
    await inTransaction(connection, beginWriting(table.relation), async () => {
      const name = quoteRelation(plan.history);
      const existing = await connection.query<ExistingColumn>(READ_COLUMNS, [name]);
      if (existing.length === 0) {
        const statements = createTable(plan.history, [...own, ...validity], []);
        await connection.query(statements.join(";\n"));
        logger.info(`created table ${name}`);
      } else {
        refuseOther(plan, existing);
      }
      await followColumns(connection, {
        relation: table.relation,
        follower: plan.history,
        columns: own,
      });
      const [index] = await connection.query<{ found: boolean }>(READ_TABLE, [
        quoteRelation(openIndexRelation(plan)),
      ]);
      const statements = [
        ...(index?.found ? [] : [createOpenIndex(plan)]),
        ...history.followAll(now),
      ];
      await connection.query(statements.join(";\n"));
    });
    await finishTable(
      connection,
      { relation: plan.history, own: [], metadata: [...own, ...validity], keys: [] },
      { readers, indexes: [[...plan.keys, plan.validFrom]], hasOwnIndexes: true },
      logger,
    );
    return history;
  }

  /**
   * The statements that follow those rows of a stage which later ones of it replace, and take them out
   * of it. Before its rows come in, `ORDER_STAGE` is to be executed.
   */
  followReplaced(now: number): LoadStatement[] {
    return followReplaced(this.#plan, toInstant(now));
  }

  /** The statements that follow the rows of a stage, at a time in epoch milliseconds. */
  followStage(now: number): string[] {
    return followStage(this.#plan, toInstant(now));
  }

  /** The statements that follow the whole table. */
  followAll(now: number): string[] {
    return followAll(this.#plan, toInstant(now));
  }
}

function refuseOther(
  { history, validFrom, validTo }: HistoryPlan,
  existing: readonly ExistingColumn[],
): void {
  const names = existing.map(({ identifier }) => identifier);
  if (names.includes(validFrom) && names.includes(validTo)) return;
  throw new TableChangeError(
    `${quoteRelation(history)} exists and is no history: it has no ${validFrom} and ${validTo}; rename it, or leave the stream out of history`,
  );
}
