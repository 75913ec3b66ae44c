import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };

/** Loads one record whose fields are these properties, in this order, each with its name as its value. */
async function loadNames(
  stream: string,
  properties: readonly string[],
  settings: TestSettings = {},
): Promise<void> {
  const schema = Object.fromEntries(properties.map((property) => [property, string]));
  const record = Object.fromEntries(properties.map((property) => [property, property]));
  await loadAll(database(), [schemaLine(stream, schema), recordLine(stream, record)], settings);
}

/** Columns with the values they have in any row, and what their comments say. */
async function columns(stream: string): Promise<Record<string, readonly unknown[]>> {
  const found = await database().query(
    `select attname as name, col_description(attrelid, attnum) as comment from pg_attribute
     where attrelid = 't."${stream}"'::regclass and attnum > 0 and attname not like '\\_sdc\\_%' order by attnum`,
  );
  const entries = await Promise.all(
    found.map(async ({ name, comment }) => {
      const quoted = `"${String(name).replaceAll('"', '""')}"`;
      const rows = await database().query(
        `select distinct ${quoted} as value from t."${stream}" where ${quoted} is not null order by 1`,
      );
      return [name, [comment, ...rows.map(({ value }) => value)]];
    }),
  );
  return Object.fromEntries(entries);
}

const HASHED = /^(.*)_[0-9a-f]{8}$/s;

test.each([
  ["lower", "OrderId", "orderid"],
  ["lower", "ÄÖ", "äö"],
  ["lower", "plain", "plain"],
  ["snake", "OrderId", "order_id"],
  ["snake", "orderID2Name", "order_id2_name"],
  ["snake", "HTTPServer", "http_server"],
  ["snake", "first name", "first_name"],
  ["snake", "already_snake", "already_snake"],
  ["verbatim", "OrderId", "OrderId"],
])("column_name_style %s makes of %s %s", async (column_name_style, property, name) => {
  const stream = `style_${column_name_style}_${property}`;

  await loadNames(stream, [property], { column_name_style });

  const comment = property === name ? null : JSON.stringify(property);
  expect(await columns(stream)).toEqual({ [name]: [comment, property] });
});

test("names that fold into one stay apart, whatever their order, and keep their columns", async () => {
  const settings = { column_name_style: "lower" };
  await loadNames("folded", ["ID", "Id", "id"], settings);
  const names = Object.keys(await columns("folded"));
  await loadNames("folded", ["id", "Id", "ID"], settings);
  await loadNames("folded_too", ["Id", "ID", "id"], settings);

  expect(await columns("folded")).toEqual({
    [names[0] ?? ""]: ['"ID"', "ID"],
    [names[1] ?? ""]: ['"Id"', "Id"],
    id: [null, "id"],
  });
  expect(names.filter((name) => HASHED.test(name))).toHaveLength(2);
  expect(Object.keys(await columns("folded_too")).toSorted()).toEqual(names.toSorted());
});

test("a name that comes later takes nobody's column", async () => {
  const settings = { column_name_style: "lower" };
  await loadNames("late", ["Id"], settings);
  await loadNames("late", ["Id", "id"], settings);
  await loadNames("late", ["id"], settings);

  const { id, ...others } = await columns("late");
  expect(id).toEqual(['"Id"', "Id"]);
  expect(Object.values(others)).toEqual([['"id"', "id"]]);
});

test("a column that was folded by another target is taken, and remembered", async () => {
  await database().query("create schema if not exists t; create table t.adopted (orderid text)");

  await loadNames("adopted", ["OrderId"], { column_name_style: "lower" });
  await loadNames("adopted", ["orderid", "OrderId"], { column_name_style: "lower" });

  const { orderid, ...others } = await columns("adopted");
  expect(orderid).toEqual(['"OrderId"', "OrderId"]);
  expect(Object.values(others)).toEqual([['"orderid"', "orderid"]]);
});

test("another style leaves the columns that are there alone", async () => {
  await loadNames("restyled", ["OrderId"]);

  await loadNames("restyled", ["OrderId", "LineId"], { column_name_style: "snake" });

  expect(await columns("restyled")).toEqual({
    OrderId: [null, "OrderId"],
    line_id: ['"LineId"', "LineId"],
  });
});

test("keys are found under their columns' names", async () => {
  const lines = [
    schemaLine("keyed", { ID: { type: "integer" }, Id: { type: "integer" }, v: string }, [
      "Id",
      "ID",
    ]),
    recordLine("keyed", { ID: 1, Id: 2, v: "x" }, { version: 1 }),
    recordLine("keyed", { ID: 2, Id: 1, v: "y" }, { version: 1 }),
    activateLine("keyed", 1),
  ];

  for (const fast_path of [true, false]) {
    await loadAll(database(), lines, { column_name_style: "snake", hard_delete: true, fast_path });
  }

  expect(await database().query("select v from t.keyed order by v")).toEqual([
    { v: "x" },
    { v: "y" },
  ]);
});

test.each(["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"])(
  "the name %s, which every table has already, gets a hash",
  async (name) => {
    await loadNames(`system_${name}`, [name]);
    await loadNames(`system_${name}`, [name]);

    const found = Object.entries(await columns(`system_${name}`));
    expect(found).toEqual([[expect.stringMatching(HASHED), [JSON.stringify(name), name]]]);
  },
);

test("names that fold into one of ours get a hash; ours keep their meaning", async () => {
  await loadNames("ours", ["_SDC_Received_At", "_sdc_other", "_sdc_received_at"], {
    column_name_style: "lower",
  });

  const [row = {}] = await database().query("select * from t.ours");
  expect(row["_sdc_received_at"]).toBeInstanceOf(Date);
  expect(row["_sdc_other"]).toBe("_sdc_other");
  expect(Object.entries(row).find(([, value]) => value === "_SDC_Received_At")?.[0]).toMatch(
    /^_sdc_received_at_[0-9a-f]{8}$/,
  );
});

test("names are cut between characters, with a hash of the whole; halves of pairs, quotes and blanks load", async () => {
  const names = [
    "ä".repeat(32),
    "😀".repeat(16),
    "x".repeat(63),
    "x".repeat(64),
    'q"q',
    " ",
    "\ud800",
    "e\u0301",
    "é",
  ];
  const settings = { sanitize_null_text_characters: true };
  await loadNames("cut", names, settings);
  await loadNames("cut", names.toReversed(), settings);

  const found = await columns("cut");
  expect(
    Object.values(found).map(
      ([comment], index) => comment ?? JSON.stringify(Object.keys(found)[index]),
    ),
  ).toEqual(names.map((name) => JSON.stringify(name)));
  expect(Object.keys(found)).toEqual([
    expect.stringMatching(/^ä{27}_[0-9a-f]{8}$/),
    expect.stringMatching(/^😀{13}_[0-9a-f]{8}$/u),
    "x".repeat(63),
    expect.stringMatching(/^x{54}_[0-9a-f]{8}$/),
    'q"q',
    " ",
    expect.stringMatching(/^\ufffd_[0-9a-f]{8}$/),
    "e\u0301",
    "é",
  ]);
});

test("1600 columns are the most that a table has, and more are an error with the way out", async () => {
  const properties = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, string]));
  const settings = { add_record_metadata: false, activate_version: false };

  await loadAll(database(), [schemaLine("widest", properties(1600))], settings);
  const { error } = await load(database(), [schemaLine("too_wide", properties(1601))], settings);

  expect(error?.message).toMatch(
    /"t"."too_wide": tables can have at most 1600 columns \(SQLSTATE 54011\); deselect properties/,
  );
});
