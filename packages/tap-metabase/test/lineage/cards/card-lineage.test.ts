import { spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { CardLineage } from "../../../src/lineage/cards/card-lineage.ts";
import { SqlReader } from "../../../src/lineage/reader/sql-reader.ts";

function createLineage(reader?: SqlReader): CardLineage {
  const lineage = new CardLineage(reader);
  onTestFinished(() => lineage.close());
  return lineage;
}

const DATABASE = { id: 1, engine: "mysql" };
const TABLE = {
  id: 10,
  db_id: 1,
  schema: null,
  name: "rooms",
  fields: [{ id: 100, name: "rate" }],
};
const SNIPPET = { id: 5, name: "dear", content: "rate > 90" };

const native = (id: number, query: string, database = 1) => ({
  id,
  type: "question",
  database_id: database,
  dataset_query: { database, type: "native", native: { query, "template-tags": {} } },
});

/** What the rows say in short: kind, place, the thing's id, confidence, reason. */
async function rowsOf(lineage: CardLineage): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const row of lineage.rows()) {
    const thing = row["field_id"] ?? row["table_id"] ?? row["snippet_id"] ?? row["name"];
    rows.push([row["kind"], row["where"], thing, row["confidence"], row["reason"]].filter(Boolean));
  }
  return rows;
}

test("the order in which things come makes no difference", async () => {
  const card = native(1, "SELECT rate FROM `rooms` WHERE {{snippet: dear}}");
  const first = createLineage();
  await first.takeCard(card);
  first.takeSnippet(SNIPPET);
  first.takeTable(TABLE);
  first.takeDatabase(DATABASE);
  const last = createLineage();
  last.takeDatabase(DATABASE);
  last.takeTable(TABLE);
  last.takeSnippet(SNIPPET);
  await last.takeCard(card);

  const rows = await rowsOf(first);

  expect(rows).toEqual([
    ["table", "source", 10, "high"],
    ["field", "field", 100, "high"],
    ["field", "filter", 100, "high"],
    ["template tag", "template", 5, "high"],
    ["snippet", "template", 5, "high"],
  ]);
  expect(await rowsOf(last)).toEqual(rows);
});

test("a database whose engine is hidden from the account is read with less confidence", async () => {
  const lineage = createLineage();
  lineage.takeDatabase({ id: 1, name: "no engine" });
  lineage.takeTable(TABLE);
  await lineage.takeCard(native(1, "SELECT rate FROM rooms"));

  expect(await rowsOf(lineage)).toEqual([
    ["table", "source", 10, "medium"],
    ["field", "field", 100, "medium"],
  ]);
});

test("a query that breaks the parser is a row with the reason, and its tags are known all the same", async () => {
  const start = () =>
    spawn(process.execPath, ["-e", "process.exit(3)"], {
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
  const lineage = createLineage(new SqlReader({ start }));
  lineage.takeDatabase(DATABASE);
  await lineage.takeCard(native(7, "SELECT 1"));
  await lineage.takeCard(native(8, "SELECT * FROM {{#7}} x"));

  expect(await rowsOf(lineage)).toEqual([
    ["table", "source", "low", "the SQL parser ended with 3"],
    ["table", "source", "low", "the SQL parser ended with 3"],
    ["template tag", "template", "#7", "high"],
    ["card", "template", "#7", "high"],
  ]);
});

test("without questions in SQL no process is started", async () => {
  let starts = 0;
  const reader = new SqlReader({
    start: () => {
      starts += 1;
      return spawn(process.execPath, ["-e", ""], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
    },
  });
  const lineage = createLineage(reader);
  lineage.takeDatabase({ id: 4, engine: "mongo" });
  await lineage.takeCard(native(1, "[{}]", 4));
  await lineage.takeCard({ id: 2, database_id: 1, dataset_query: { type: "query", query: {} } });

  expect(await rowsOf(lineage)).toEqual([
    ["table", "source", "low", "questions to mongo are not written in SQL"],
  ]);
  expect(starts).toBe(0);
});

test("a metric is a question where one of that id is known, and an old metric otherwise", async () => {
  const lineage = createLineage();
  const built = (id: number, metric: number) => ({
    id,
    dataset_query: { type: "query", query: { aggregation: [["metric", metric]] } },
  });
  await lineage.takeCard({ ...built(1, 2), type: "question" });
  await lineage.takeCard({ ...built(2, 9), type: "metric" });

  const rows: unknown[] = [];
  for await (const row of lineage.rows()) rows.push(row);

  expect(rows).toMatchObject([
    { card_id: 1, kind: "metric", source_card_id: 2 },
    { card_id: 2, kind: "metric", legacy_metric_id: 9 },
  ]);
});

test("thousands of questions are kept on disk and come back whole", async () => {
  const lineage = createLineage();
  for (let id = 1; id <= 3000; id += 1) {
    const query = { "source-table": id, filter: ["=", ["field", id, null], "x".repeat(10)] };
    await lineage.takeCard({ id, database_id: 1, dataset_query: { type: "query", query } });
  }

  const cards = new Set<unknown>();
  for await (const { card_id } of lineage.rows()) cards.add(card_id);

  expect(cards.size).toBe(3000);
});

test("with a parser that cannot be used the rows are not all, and it says why", async () => {
  const start = () => spawn("/no/such/program", { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  const lineage = createLineage(new SqlReader({ maxFailures: 1, start }));
  lineage.takeDatabase(DATABASE);
  await lineage.takeCard(native(1, "SELECT rate FROM rooms"));

  expect(await rowsOf(lineage)).toHaveLength(1);
  expect(lineage.missing()).toEqual([expect.stringContaining("/no/such/program")]);
});

test("a query that cannot be read is a row with the reason, and nothing is missing", async () => {
  const lineage = createLineage(new SqlReader({ maxCharacters: 1 }));
  lineage.takeDatabase(DATABASE);
  await lineage.takeCard(native(1, "SELECT rate FROM rooms"));

  expect(await rowsOf(lineage)).toHaveLength(1);
  expect(lineage.missing()).toEqual([]);
});
