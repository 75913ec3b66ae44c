import { expect, test } from "vitest";
import type { SandboxMetabase } from "../../../src/metabase/server/start-metabase.ts";
import { AUDIT_DATABASE_ID } from "../../../src/metabase/world/databases.ts";
import { usageViews } from "../../../src/metabase/world/usage/usage-views.ts";
import { get, post, serve } from "../serve.ts";

interface View {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly { readonly id: number; readonly name: string }[];
}

async function viewsOf(server: SandboxMetabase): Promise<View[]> {
  return (await get(server, `/api/database/${AUDIT_DATABASE_ID}/metadata`)).json.tables;
}

/** A query on a view, with the field that a name stands for. */
async function prepare(server: SandboxMetabase, name: string) {
  const view = (await viewsOf(server)).find((each) => each.name === name);
  const field = (column: string) => [
    "field",
    view?.fields.find((each) => each.name === column)?.id,
    null,
  ];
  const query = (rest: object) => ({
    database: AUDIT_DATABASE_ID,
    type: "query",
    query: { "source-table": view?.id, ...rest },
  });
  return { field, query };
}

test("the database is listed with analytics only, and has all views", async () => {
  const server = await serve({ edition: "enterprise" });
  const ids = async (search: string) =>
    (await get(server, `/api/database${search}`)).json.data.map(({ id }: { id: number }) => id);

  expect(await ids("")).not.toContain(AUDIT_DATABASE_ID);
  expect(await ids("?include_analytics=true")).toContain(AUDIT_DATABASE_ID);
  expect((await viewsOf(server)).map(({ name }) => name)).toEqual(Object.keys(usageViews).sort());
});

test.each(Object.keys(usageViews))("%s shows rows, with a value in most columns", async (name) => {
  const server = await serve({ edition: "enterprise" });
  const { query } = await prepare(server, name);

  const { data } = (await post(server, "/api/dataset", query({}))).json;

  const filled = (index: number): boolean =>
    data.rows.some((row: unknown[]) => row[index] !== null);
  const empty = data.cols.filter((_: object, index: number) => !filled(index));
  expect(data.rows.length).toBeGreaterThan(0);
  expect(empty.length).toBeLessThan(data.cols.length / 2);
});

test("a query has at most 2,000 rows, the next begin after the last of them", async () => {
  const server = await serve({ edition: "enterprise" });
  const { field, query } = await prepare(server, "v_view_log");
  const ask = async (rest: object) => (await post(server, "/api/dataset", query(rest))).json;
  const order = { "order-by": [["asc", field("id")]], fields: [field("id")] };

  const count = (await ask({ aggregation: [["count"]] })).data.rows[0][0];
  const first = await ask(order);
  const last = first.data.rows.at(-1)[0];
  const rest = await ask({ ...order, filter: [">", field("id"), last] });

  expect([first.row_count, first.data.rows_truncated]).toEqual([2000, 2000]);
  expect(rest.data.rows[0]).toEqual([last + 1]);
  expect(first.row_count + rest.row_count).toBe(count);
});

test("rows are chosen by instants, whatever their digits and zone", async () => {
  const server = await serve({ edition: "enterprise" });
  const { field, query } = await prepare(server, "v_view_log");
  const ask = async (filter: unknown[]) =>
    (
      await post(
        server,
        "/api/dataset",
        query({ filter, "order-by": [["asc", field("timestamp")]] }),
      )
    ).json.data.rows;
  const [from, to] = ["2024-03-01", "2024-03-31T23:59:59.999999Z"];

  const within = await ask(["between", field("timestamp"), from, to]);
  const same = await ask([
    "and",
    [">=", field("timestamp"), "2024-03-01T01:00:00+01:00"],
    ["<", field("timestamp"), "2024-04-01T00:00:00Z"],
  ]);
  const after = await ask([">", field("timestamp"), within[0][1]]);

  expect(within.length).toBeGreaterThan(10);
  expect(same).toEqual(within);
  expect(after[0]).toEqual(within[1]);
});

test("a page is a part of the whole", async () => {
  const server = await serve({ edition: "enterprise" });
  const { field, query } = await prepare(server, "v_content");
  const ask = async (rest: object) =>
    (await post(server, "/api/dataset", query({ "order-by": [["desc", field("name")]], ...rest })))
      .json.data.rows;

  const whole = await ask({ limit: 30 });

  expect(whole).toHaveLength(30);
  expect(await ask({ limit: 30, page: { page: 2, items: 20 } })).toEqual(whole.slice(20));
});

test("a download takes the query from a form on all versions, from JSON on newer ones", async () => {
  const older = await serve({ version: "0.57", edition: "enterprise" });
  const newer = await serve({ version: "0.59", edition: "enterprise" });
  const { query } = await prepare(older, "v_view_log");
  const form = new URLSearchParams({ query: JSON.stringify(query({})), format_rows: "false" });

  const downloaded = (await post(older, "/api/dataset/json", form)).json;

  expect(downloaded.length).toBeGreaterThan(2000);
  expect(Object.keys(downloaded[0])).toContain("Entity Qualified ID");
  expect((await post(newer, "/api/dataset/json", form)).json).toEqual(downloaded);
  expect((await post(newer, "/api/dataset/json", { query: query({}) })).json).toEqual(downloaded);
  expect((await post(older, "/api/dataset/json", { query: query({}) })).status).toBe(404);
});

test("SQL, other tables and other people are refused in the answer", async () => {
  const server = await serve({ edition: "enterprise" });
  const { query } = await prepare(server, "v_users");
  const native = { database: AUDIT_DATABASE_ID, type: "native", native: { query: "SELECT 1" } };
  const foreign = { database: AUDIT_DATABASE_ID, type: "query", query: { "source-table": 1 } };
  const analyst = { "x-api-key": server.keys.analyst };

  const answers = await Promise.all([
    post(server, "/api/dataset", native),
    post(server, "/api/dataset", foreign),
    post(server, "/api/dataset", query({}), analyst),
  ]);

  expect(answers.map(({ status, json }) => [status, json.status, json.error])).toEqual([
    [202, "failed", "Native queries are not allowed on the audit database"],
    [202, "failed", "Audit queries are only allowed on audit views"],
    [202, "failed", "You do not have access to the audit collection"],
  ]);
});

test("open source has neither the database nor its tables", async () => {
  const server = await serve();
  const ids = (await get(server, "/api/table")).json.map(({ db_id }: { db_id: number }) => db_id);
  const view = [...server.world.tables].find(({ db_id }) => db_id === AUDIT_DATABASE_ID);

  expect(ids).not.toContain(AUDIT_DATABASE_ID);
  expect((await get(server, `/api/table/${view?.id}`)).status).toBe(404);
  expect((await post(server, "/api/dataset", { database: AUDIT_DATABASE_ID })).status).toBe(404);
});

test("no card is viewed before it is made or after its last use", async () => {
  const server = await serve({ edition: "enterprise" });
  const { query, field } = await prepare(server, "v_view_log");
  const filter = ["=", field("entity_type"), "card"];

  const { rows } = (await post(server, "/api/dataset", query({ filter }))).json.data;

  const wrong = rows.filter(([, timestamp, , , id]: [number, string, number, string, number]) => {
    const card = server.world.cards.byId(id);
    const instant = Date.parse(timestamp);
    return (
      card === undefined ||
      instant < Date.parse(card.created_at) ||
      instant > Date.parse(card.last_used_at)
    );
  });
  expect(rows.length).toBeGreaterThan(500);
  expect(wrong).toEqual([]);
});

test.each([
  ["0.49", "/api/ee/advanced-config/logs/query_execution", "/api/ee/logs/query_execution"],
  ["0.50", "/api/ee/logs/query_execution", "/api/ee/advanced-config/logs/query_execution"],
] as const)(
  "version %s keeps its query executions by month under %s",
  async (version, path, other) => {
    const server = await serve({ version, edition: "enterprise" });

    const rows: { started_at: string; card_id: number }[] = (await get(server, `${path}/2025-05`))
      .json;

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.started_at.startsWith("2025-05"))).toEqual([]);
    expect((await get(server, `${path}/1999-01`)).json).toEqual([]);
    expect((await get(server, `${path}/2025-13`)).status).toBe(400);
    expect((await get(server, `${other}/2025-05`)).status).toBe(404);
  },
);

test("query executions are a paid feature, for administrators", async () => {
  const path = "/api/ee/logs/query_execution/2025-05";
  const openSource = await serve();
  const unlicensed = await serve({ edition: "enterprise", features: [] });
  const licensed = await serve({ edition: "enterprise" });

  expect((await get(openSource, path)).status).toBe(404);
  expect((await get(unlicensed, path)).status).toBe(402);
  expect((await get(licensed, path, { "x-api-key": licensed.keys.analyst })).status).toBe(403);
});
