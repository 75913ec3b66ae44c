import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const small = { type: "integer", minimum: 0, maximum: 10 };
const string = { type: "string" };
const dateTime = { type: "string", format: "date-time" };

/** A run that gives one row of a keyed stream. */
async function loadRow(
  stream: string,
  schema: unknown,
  record: Readonly<Record<string, unknown>> | string,
  settings: TestSettings = {},
): Promise<string> {
  const lines = [schemaLine(stream, { id, v: schema }, ["id"]), recordLine(stream, record)];
  return (await loadAll(database(), lines, settings)).log;
}

async function rows(stream: string): Promise<Record<string, unknown>[]> {
  const found = await database().query(
    `select to_jsonb(t) as row from t."${stream}" t order by id`,
  );
  return found.map(({ row }) =>
    Object.fromEntries(
      Object.entries(row as object).filter(([column]) => !column.startsWith("_sdc")),
    ),
  );
}

async function columnTypes(stream: string): Promise<Record<string, unknown>> {
  const found = await database().query(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = 't."${stream}"'::regclass and attnum > 0 and attname not like '\\_sdc%' order by attnum`,
  );
  return Object.fromEntries(found.map(({ name, type }) => [name, type]));
}

/** Types whose old values would read differently: schema and value, then what comes, and the new column. */
const VARIANTS: readonly [unknown, string, unknown, string, string][] = [
  [dateTime, '"2024-01-01T00:00:00Z"', string, '"x"', "v__text"],
  [dateTime, '"2024-01-01T00:00:00Z"', { type: "object" }, '{"a":1}', "v__jsonb"],
  [{ type: "string", format: "time" }, '"10:00:00"', string, '"x"', "v__text"],
  [
    { type: "array", items: dateTime },
    '["2024-01-01T00:00:00Z"]',
    { type: "object" },
    "{}",
    "v__jsonb",
  ],
];

test.each(VARIANTS.map((row, index) => [...row, `variant_${index}`] as const))(
  "after %j with %s, %j with %s comes into %s, and there it stays",
  async (first, firstJson, second, secondJson, variant, stream) => {
    await loadRow(stream, first, `{"id":1,"v":${firstJson}}`);
    await loadRow(stream, second, `{"id":2,"v":${secondJson}}`);
    const log = await loadRow(stream, first, `{"id":3,"v":${firstJson}}`);

    const [one, two, three] = await rows(stream);
    expect(one).toMatchObject({ [variant]: null });
    expect(two).toEqual({ id: 2, v: null, [variant]: JSON.parse(secondJson) });
    expect(three).toEqual({ id: 3, v: null, [variant]: JSON.parse(firstJson) });
    expect(log).not.toMatch(/added column/);
  },
);

test("a row that comes again leaves nothing in the column that its property has left", async () => {
  await loadRow("moved", dateTime, { id: 1, v: "2024-01-01T00:00:00Z" });

  await loadRow("moved", string, { id: 1, v: "later" });

  expect(await rows("moved")).toEqual([{ id: 1, v: null, v__text: "later" }]);
});

test("further columns are found by their comments, whatever they are called", async () => {
  await loadRow("renamed", dateTime, { id: 1, v: "2024-01-01T00:00:00Z" });
  await loadRow("renamed", string, { id: 2, v: "x" });
  await database().query("alter table t.renamed rename v__text to free_text");

  await loadRow("renamed", string, { id: 3, v: "y" });

  expect(await rows("renamed")).toMatchObject([{}, { free_text: "x" }, { free_text: "y" }]);
});

test("a property with the name of a further column keeps its own", async () => {
  await loadRow("crowded", dateTime, { id: 1, v: "2024-01-01T00:00:00Z" });
  const lines = [
    schemaLine("crowded", { id, v__text: string, v: string }, ["id"]),
    recordLine("crowded", { id: 2, v: "x", v__text: "y" }),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const [, row = {}] = await rows("crowded");
  expect(row).toMatchObject({ id: 2, v: null, v__text: "y" });
  expect(Object.entries(row).find(([, value]) => value === "x")?.[0]).toMatch(
    /^v__text_[0-9a-f]{8}$/,
  );
});

test("on_type_change variant widens nothing, but keys", async () => {
  await loadRow("kept", small, { id: 1, v: 1 });

  await loadRow("kept", id, '{"id":9223372036854775808,"v":100000}', { on_type_change: "variant" });

  expect(await columnTypes("kept")).toEqual({ id: "numeric", v: "smallint", v__bigint: "bigint" });
});

test("on_type_change fail stops, and says what it met", async () => {
  await loadRow("strict", small, { id: 1, v: 1 });

  const { error } = await load(database(), [schemaLine("strict", { id, v: string }, ["id"])], {
    on_type_change: "fail",
  });

  expect(error?.message).toBe(
    'line 1 (stream "strict"): column "v" of "t"."strict" is smallint, and text comes now; ' +
      "set on_type_change to widen or variant, or change the column's type",
  );
});

test("a table of more than max_rewrite_rows gets a further column, an equal one is rewritten", async () => {
  for (const stream of ["large", "equal"]) {
    await loadRow(stream, small, { id: 1, v: 1 });
    await loadRow(stream, small, { id: 2, v: 2 });
  }

  const log = await loadRow("large", id, { id: 3, v: 3 }, { max_rewrite_rows: 1 });
  await loadRow("equal", id, { id: 3, v: 3 }, { max_rewrite_rows: 2 });

  expect(log).toMatch(/column "v" of "t"."large" stays smallint: more than 1 rows/);
  expect(await columnTypes("large")).toEqual({ id: "bigint", v: "smallint", v__bigint: "bigint" });
  expect(await columnTypes("equal")).toEqual({ id: "bigint", v: "bigint" });
});

test("what takes no rewriting is done in a table of any size", async () => {
  await database().query(
    "create schema if not exists t; create table t.limited (id bigint primary key, v numeric(4,2)); insert into t.limited values (1, 1.25)",
  );

  await loadRow("limited", { type: "number" }, '{"id":2,"v":1.12345}', { max_rewrite_rows: 0 });

  expect(await columnTypes("limited")).toEqual({ id: "bigint", v: "numeric" });
});

test("integers of any size load: the column grows with them, in the middle of a batch", async () => {
  const lines = [
    schemaLine("grown", { id, v: { type: ["integer", "null"] } }, ["id"]),
    recordLine("grown", '{"id":1,"v":9223372036854775807}'),
    recordLine("grown", '{"id":2,"v":9223372036854775808}'),
    recordLine("grown", '{"id":3,"v":-1e30}'),
    recordLine("grown", '{"id":99999999999999999999,"v":1}'),
  ];

  await loadAll(database(), lines);

  const found = await database().query("select id::text, v::text from t.grown order by t.grown.id");
  expect(found).toEqual([
    { id: "1", v: "9223372036854775807" },
    { id: "2", v: "9223372036854775808" },
    { id: "3", v: `-1${"0".repeat(30)}` },
    { id: "99999999999999999999", v: "1" },
  ]);
});

test("a record may need several wider columns, and arrays wider elements", async () => {
  const lines = [
    schemaLine("several", { id, a: id, b: { type: "array", items: id } }, ["id"]),
    recordLine("several", '{"id":1,"a":1,"b":[1]}'),
    recordLine("several", '{"id":2,"a":9223372036854775808,"b":[1,9223372036854775808]}'),
  ];

  await loadAll(database(), lines);

  expect(await columnTypes("several")).toMatchObject({ a: "numeric", b: "numeric[]" });
  expect(await database().query("select b::text from t.several order by id")).toEqual([
    { b: "{1}" },
    { b: "{1,9223372036854775808}" },
  ]);
});

test("decimals of any length load: what numeric cannot hold makes the column text", async () => {
  const long = `0.${"123456789".repeat(2000)}`;
  const lines = [
    schemaLine("decimals", { id, v: { type: "number" } }, ["id"]),
    recordLine("decimals", '{"id":1,"v":1.50}'),
    recordLine("decimals", `{"id":2,"v":${long}}`),
    recordLine("decimals", '{"id":3,"v":1e-20000}'),
  ];

  await loadAll(database(), lines);

  expect(await rows("decimals")).toEqual([
    { id: 1, v: "1.50" },
    { id: 2, v: long },
    { id: 3, v: "1e-20000" },
  ]);
});

test("an integer may need a wider column twice", async () => {
  const huge = "7".repeat(140_000);
  const lines = [
    schemaLine("huge", { id, v: id }, ["id"]),
    recordLine("huge", '{"id":1,"v":1}'),
    recordLine("huge", `{"id":2,"v":${huge}}`),
  ];

  await loadAll(database(), lines, { validate_records: false });

  const found = await database().query(
    "select v = repeat('7', 140000) as huge, length(v) from t.huge order by id",
  );
  expect(found).toEqual([
    { huge: false, length: 1 },
    { huge: true, length: 140_000 },
  ]);
});

test("a key whose old values would read differently keeps its type, and refuses what that cannot hold", async () => {
  const keyed = (key: unknown, value: string): string[] => [
    schemaLine("dated", { at: key }, ["at"]),
    recordLine("dated", { at: value }),
  ];
  await loadAll(database(), keyed(dateTime, "2024-01-01T00:00:00Z"));
  await loadAll(database(), keyed(string, "2024-01-01T00:00:00.000Z"));

  const { error } = await load(database(), keyed(string, "soon"));

  expect(error?.message).toMatch(/line 2 \(stream "dated", column "at"\): is not a date/);
  expect(await database().query("select at::text from t.dated")).toEqual([
    { at: "2024-01-01 00:00:00" },
  ]);
});
