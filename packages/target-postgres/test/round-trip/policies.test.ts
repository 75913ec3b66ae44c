import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const dateTime = { ...string, format: "date-time" };
const date = { ...string, format: "date" };

test.each([true, false])(
  "on_invalid_date null loads NULL for dates that do not exist, fast_path %s",
  async (fast_path) => {
    const stream = `no_dates_${fast_path}`;
    const records = [
      { n: 0, at: "2024-01-01T00:00:00Z", day: "2024-01-01", days: ["2024-01-01"] },
      { n: 1, at: "0000-00-00 00:00:00", day: "0000-00-00", days: ["0000-00-00", "2024-01-01"] },
      { n: 2, at: "2023-02-29T00:00:00+02:00", day: "2023-02-29", days: [] },
      { n: 3, at: "0000-01-01T00:00:00Z", day: "2023-13-01", days: null },
      { n: 4, at: "294277-01-01T00:00:00Z", day: "5874898-01-01", days: ["2023-00-10"] },
    ];
    const lines = [
      schemaLine(stream, {
        n: { type: "integer" },
        at: dateTime,
        day: date,
        days: { type: ["array", "null"], items: date },
      }),
      ...records.map((record) => recordLine(stream, record)),
    ];

    await loadAll(database(), lines, { on_invalid_date: "null", fast_path });

    const rows = await database().query(
      `select at::text, day::text, days::text from t.${stream} order by n`,
    );
    expect(rows).toEqual([
      { at: "2024-01-01 00:00:00", day: "2024-01-01", days: "{2024-01-01}" },
      { at: null, day: null, days: "{NULL,2024-01-01}" },
      { at: null, day: null, days: "{}" },
      { at: null, day: null, days: null },
      { at: null, day: null, days: "{NULL}" },
    ]);
  },
);

test("on_invalid_date null is for dates, not for what is none", async () => {
  const lines = [schemaLine("words", { at: dateTime }), recordLine("words", { at: "never" })];

  const { error } = await load(database(), lines, { on_invalid_date: "null" });

  expect(error?.message).toMatch(/^line 2 \(stream "words", column "at"\): is not a date/);
});

test.each([true, false])(
  "time_extracted may have more digits than PostgreSQL, which cuts them, fast_path %s",
  async (fast_path) => {
    const stream = `nanoseconds_${fast_path}`;
    const extracted = { time_extracted: "2024-01-01T02:00:00.123456789+02:00" };
    const lines = [
      schemaLine(stream, { n: { type: "integer" } }),
      recordLine(stream, { n: 1 }, extracted),
      recordLine(stream, { n: 2 }, extracted),
    ];

    await loadAll(database(), lines, { fast_path });

    const rows = await database().query(`select _sdc_extracted_at::text as at from t.${stream}`);
    expect(rows).toEqual(Array(2).fill({ at: "2024-01-01 00:00:00.123456" }));
  },
);

test("a key that is a date that does not exist is refused all the same", async () => {
  const lines = [
    schemaLine("undated", { at: date }, ["at"]),
    recordLine("undated", { at: "0000-00-00" }),
  ];

  const { error } = await load(database(), lines, { on_invalid_date: "null" });

  expect(error?.message).toContain(
    'line 2 (stream "undated", column "at"): is part of the key, and no value',
  );
});

test.each([
  ["base16", "House"],
  ["base16", " 0x12 "],
  ["base64", "a"],
  ["base64", "a*b="],
])("text that is not of its contentEncoding %s is refused: %j", async (contentEncoding, text) => {
  const lines = [
    schemaLine("encoded", { v: { ...string, contentEncoding } }),
    recordLine("encoded", { v: text }),
  ];

  const { error } = await load(database(), lines, {
    interpret_content_encoding: true,
    default_target_schema: contentEncoding,
  });

  expect(error?.message).toContain(
    `line 2 (stream "encoded", column "v"): is not ${contentEncoding}, which contentEncoding promises`,
  );
});

test("bytes that become texts again go into another column, and keys of bytes are told apart", async () => {
  const encoded = { type: "string", contentEncoding: "base16" };
  const lines = [
    schemaLine("bytes", { id: encoded, v: encoded }, ["id"]),
    recordLine("bytes", { id: "0A", v: "01" }),
    recordLine("bytes", { id: "0a", v: "02" }),
    recordLine("bytes", { id: "0b", v: "03" }),
  ];
  await loadAll(database(), lines, { interpret_content_encoding: true });

  await loadAll(
    database(),
    [
      schemaLine("bytes", { id: encoded, v: { type: "string" } }, ["id"]),
      recordLine("bytes", { id: "0b", v: "03" }),
    ],
    { interpret_content_encoding: true },
  );

  expect(
    await database().query("select id::text, v::text, v__text from t.bytes order by id"),
  ).toEqual([
    { id: "\\x0a", v: "\\x02", v__text: null },
    { id: "\\x0b", v: null, v__text: "03" },
  ]);
});

const embedding = { type: "array", items: { type: "number" }, "x-sql-datatype": "pgvector" };

test("without pgvector a column that asks for it is an error with the way out", async () => {
  const { error } = await load(database(), [schemaLine("embedded", { v: embedding })], {
    default_target_schema: "none",
  });

  expect(error?.message).toBe(
    'line 1 (stream "embedded"): property "v" asks for pgvector (x-sql-datatype), which this database lacks; run CREATE EXTENSION vector, with its schema in search_path, or take the keyword out of the schema',
  );
});

test("with pgvector the column is a vector, and gets its text form", async () => {
  // Stands in for the extension: its input reads the same text.
  await database().query("create domain public.vector as json");
  const lines = [
    schemaLine("embedded", { v: embedding }),
    recordLine("embedded", '{"v":[1.5, -2,3e-1]}'),
    recordLine("embedded", '{"v":[0]}'),
  ];

  await loadAll(database(), lines);
  await loadAll(database(), lines);

  const rows = await database().query(
    "select v::text as text, pg_typeof(v)::text as type from t.embedded",
  );
  expect(rows.slice(0, 2)).toEqual([
    { text: "[1.5, -2,3e-1]", type: "vector" },
    { text: "[0]", type: "vector" },
  ]);
  expect(rows).toHaveLength(4);
});
