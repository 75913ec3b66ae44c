import { inTransaction } from "../load/in-transaction.ts";
import type { Connection } from "../postgres.ts";
import { quoteLiteral, quoteRelation, type Relation } from "../sql/identifier.ts";
import { beginWriting } from "../sql/transaction.ts";
import { ensureTable, type TableEvolution } from "../table/ensure-table.ts";
import type { Reject } from "./reject.ts";

const TABLE = "_sdc_rejects";

/** Characters after which a statement takes no more rows: lines may be long. */
const STATEMENT_LENGTH = 256 * 1024;

/** The columns of the table, with types in PostgreSQL's spelling. */
const COLUMNS: Readonly<Record<keyof RejectRow, string>> = {
  run_id: "uuid",
  stream: "text",
  line: "bigint",
  file: "text",
  property: "text",
  reason: "text",
  sql_state: "text",
  raw_line: "text",
  rejected_at: "timestamp with time zone",
};

/** A row of the table. */
interface RejectRow {
  readonly run_id: string;
  readonly stream: string;
  /** Number of the line in the run's input, from 1; in the file, where there is one. */
  readonly line: number;
  /** The file of a BATCH message that the record came in. */
  readonly file: string | undefined;
  readonly property: string | undefined;
  readonly reason: string;
  readonly sql_state: string | undefined;
  readonly raw_line: string;
  readonly rejected_at: string;
}

/** Where rejects of streams of a schema are kept. */
export function rejectRelation(schema: string): Relation {
  return { schema, table: TABLE };
}

/** Creates the table where it is missing. */
export async function prepareRejectTable(
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
    { relation, own, metadata: [], keys: [] },
    { columnNameStyle: "verbatim", onTypeChange: "widen", maxRewriteRows: 0, logger },
  );
}

/** Writes rejects of one schema, in a transaction of their own. */
export async function writeRejects(
  connection: Connection,
  relation: Relation,
  runId: string,
  rejects: readonly Reject[],
): Promise<void> {
  const columns = Object.keys(COLUMNS).join(", ");
  const types = Object.entries(COLUMNS).map((column) => column.join(" "));
  await inTransaction(
    connection,
    beginWriting(relation),
    async () => {
      for (const rows of gather(rejects.map((reject) => JSON.stringify(toRow(runId, reject))))) {
        const list = quoteLiteral(`[${rows.join(",")}]`);
        await connection.query(
          `insert into ${quoteRelation(relation)} (${columns}) select ${columns} from json_to_recordset(${list}) as r (${types.join(", ")})`,
        );
      }
    },
    { isRepeatable: false },
  );
}

/** Rows that may go in one statement. */
function* gather(rows: readonly string[]): Generator<readonly string[], void, undefined> {
  let start = 0;
  let length = 0;
  for (const [index, row] of rows.entries()) {
    length += row.length;
    if (length < STATEMENT_LENGTH && index < rows.length - 1) continue;
    yield rows.slice(start, index + 1);
    start = index + 1;
    length = 0;
  }
}

function toRow(runId: string, { error, rawLine, rejectedAt }: Reject): RejectRow {
  const { stream, line, file, column, problem, sqlState } = error;
  return {
    run_id: runId,
    stream,
    line: file?.line ?? line,
    file: file?.url,
    property: column,
    reason: problem,
    sql_state: sqlState,
    raw_line: rawLine,
    rejected_at: new Date(rejectedAt).toISOString(),
  };
}
