import { createHash } from "node:crypto";
import { storableJson } from "../encode/storable-json.ts";
import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteLiteral, quoteRelation, type Relation } from "../sql/identifier.ts";
import { beginWriting } from "../sql/transaction.ts";
import { ensureTable, type TableEvolution } from "../table/ensure-table.ts";
import { toInstant } from "../table/metadata-columns.ts";
import { StreamTally } from "./stream-tally.ts";

const TABLE = "_sdc_loads";

/** The columns of the table, with types in PostgreSQL's spelling. */
const COLUMNS: Readonly<Record<string, string>> = {
  run_id: "uuid",
  stream: "text",
  started_at: "timestamp with time zone",
  ended_at: "timestamp with time zone",
  rows_in: "bigint",
  inserted: "bigint",
  updated: "bigint",
  unchanged: "bigint",
  deleted: "bigint",
  rejected: "bigint",
  state_sha256: "text",
  status: "text",
  message: "text",
};

/** How a run ended. */
export interface RunEnd {
  readonly status: "success" | "failed" | "interrupted";
  /** Why it failed, without secrets and values. */
  readonly message?: string | undefined;
  /** The last state that was written, as it stood in its line. */
  readonly state: string | undefined;
}

/** What a run did, stream by stream: a row for each in the table `_sdc_loads` beside the stream's. */
export class LoadLog {
  readonly #runId: string;
  readonly #tallies = new Map<string, StreamTally>();
  readonly #now: () => number;

  constructor(runId: string, now: () => number) {
    this.#runId = runId;
    this.#now = now;
  }

  /** The tally of a stream, begun at the first call. */
  tally(stream: string, relation: Relation): StreamTally {
    const tally = this.#tallies.get(stream) ?? new StreamTally(stream, relation, this.#now);
    this.#tallies.set(stream, tally);
    return tally;
  }

  /** Writes all rows, in a transaction of their own for each schema. */
  async write(
    connection: Connection,
    end: RunEnd,
    logger: TableEvolution["logger"],
  ): Promise<void> {
    const tallies = [...this.#tallies.values()];
    for (const schema of new Set(tallies.map((tally) => tally.relation.schema))) {
      const relation = { schema, table: TABLE };
      await prepareTable(connection, relation, logger);
      const rows = tallies
        .filter((tally) => tally.relation.schema === schema)
        .map((tally) => this.#describe(tally, end));
      await inTransaction(connection, beginWriting(relation), async () => {
        await connection.query(insertRows(relation, rows));
      });
    }
  }

  #describe(tally: StreamTally, { status, message, state }: RunEnd): Record<string, unknown> {
    const { rowsIn, ...counts } = tally.counts;
    return {
      run_id: this.#runId,
      stream: tally.stream,
      started_at: toInstant(tally.startedAt),
      ended_at: toInstant(tally.endedAt),
      rows_in: rowsIn,
      ...counts,
      state_sha256: state === undefined ? null : createHash("sha256").update(state).digest("hex"),
      status,
      message: message ?? null,
    };
  }
}

async function prepareTable(
  connection: Connection,
  relation: Relation,
  logger: TableEvolution["logger"],
): Promise<void> {
  const own = Object.entries(COLUMNS).map(([name, sql]) => ({
    property: name,
    identifier: name,
    sql,
  }));
  await ensureTable(
    connection,
    { relation, own, metadata: [], keys: ["run_id", "stream"] },
    { columnNameStyle: "verbatim", onTypeChange: "widen", maxRewriteRows: 0, logger },
  );
}

/** A run that is repeated after an uncertain COMMIT finds its rows there already. */
function insertRows(relation: Relation, rows: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(COLUMNS).join(", ");
  // A stream's name, and a message about a column's, may hold what no text column can.
  const json = storableJson(JSON.stringify(rows), "replace");
  const types = Object.entries(COLUMNS).map((column) => column.join(" "));
  return (
    `insert into ${quoteRelation(relation)} (${columns}) select ${columns} ` +
    `from json_to_recordset(${quoteLiteral(json)}) as r (${types.join(", ")}) ` +
    "on conflict do nothing"
  );
}
