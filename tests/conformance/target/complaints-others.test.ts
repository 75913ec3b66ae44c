import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import { testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };
const dateTime = { type: ["string", "null"], format: "date-time" };

/** A stream and its records. */
function load(stream: string, properties: object, records: readonly object[], keys = ["id"]) {
  return [
    schemaLine(stream, { id, ...properties }, keys),
    ...records.map((record) => recordLine(stream, { ...record })),
  ];
}

testSituations({
  "pipelinewise's target puts backslashes into texts and JSON with newlines": {
    runs: [
      load("newlines", { v: string, j: { type: "object" } }, [
        { id: 1, v: "a\nb\tc\\n", j: { v: "a\nb\tc\\n" } },
      ]),
    ],
    query: "select v, j ->> 'v' as inner_v from t.newlines",
    rows: [["a\nb\tc\\n", "a\nb\tc\\n"]],
  },
  "pipelinewise's target makes NULL of empty texts, lists and objects": {
    runs: [
      load("empties", { v: string, a: { type: "array" }, o: { type: "object" } }, [
        { id: 1, v: "", a: [], o: {} },
        { id: 2 },
      ]),
    ],
    query: "select v, a::text, o::text from t.empties order by id",
    rows: [
      ["", "[]", "{}"],
      [null, null, null],
    ],
  },
  "pipelinewise's target takes keys for equal that are equal when joined": {
    runs: [
      load(
        "joined",
        { a: string, b: string },
        [
          { id: 1, a: "a,b", b: "c" },
          { id: 1, a: "a", b: "b,c" },
        ],
        ["id", "a", "b"],
      ),
    ],
    query: "select a, b from t.joined order by a",
    rows: [
      ["a", "b,c"],
      ["a,b", "c"],
    ],
  },
  "pipelinewise's target breaks on quotes in names": {
    runs: [load(`qu"ote'd`, { [`a"b'c;--`]: string }, [{ id: 1, [`a"b'c;--`]: "x" }])],
    query: `select "a""b'c;--" from t."qu""ote'd"`,
    rows: [["x"]],
  },
  "pipelinewise's target makes varchar of dates": {
    runs: [load("dates", { v: { type: "string", format: "date" } }, [{ id: 1, v: "2024-02-29" }])],
    query: "select v::text, pg_typeof(v)::text as type from t.dates",
    rows: [["2024-02-29", "date"]],
  },
  "pipelinewise's target breaks the key when its type changes": {
    runs: [
      load("retyped", {}, [{ id: 1 }]),
      load("retyped", { id: string }, [{ id: "1" }, { id: "a" }]),
    ],
    query: "select id from t.retyped order by id",
    rows: [["1"], ["a"]],
  },
  "pipelinewise's target fails on keys that are null, here with line and column": {
    runs: [load("null_key", {}, [{ id: 1 }, { id: null }])],
    error: /^line 3 \(stream "null_key", column "id"\): /,
    query: "select id::int from t.null_key",
    rows: [[1]],
  },
  "pipelinewise's target breaks number columns on texts": {
    runs: [
      load("mixed", { v: { type: ["number", "string"] } }, [
        { id: 1, v: 1.5 },
        { id: 2, v: "x" },
      ]),
    ],
    query: "select v from t.mixed order by id",
    rows: [["1.5"], ["x"]],
  },
  "pipelinewise's target drops columns of anyOf in silence": {
    runs: [
      load(
        "any_of",
        { v: { anyOf: [{ type: "null" }, { type: "integer" }] }, w: { anyOf: [{}, string] } },
        [{ id: 1, v: 7, w: "x" }],
      ),
    ],
    query: "select v::text, w from t.any_of",
    rows: [["7", "x"]],
  },
  "datamill-co's target blocks on, or drops, views of a table": {
    settings: { hard_delete: true },
    before: `create table t.viewed (id bigint primary key, v smallint); create view t.view_of_it as select id, v from t.viewed`,
    runs: [
      [
        ...load("viewed", { v: id }, [{ id: 1, v: 2 ** 40 }]),
        recordLine("viewed", { id: 2, v: 1 }, { version: 2 }),
        activateLine("viewed", 2),
      ],
    ],
    query: "select id::int, v::int from t.view_of_it",
    rows: [[2, 1]],
  },
  "datamill-co's target splits columns of several types": {
    runs: [
      load("split", { v: { type: ["integer", "string", "boolean"] } }, [
        { id: 1, v: 1 },
        { id: 2, v: "1" },
        { id: 3, v: true },
      ]),
    ],
    query: "select v from t.split order by id",
    rows: [["1"], ["1"], ["true"]],
  },
  "datamill-co's target fails when keys change": {
    runs: [
      load("rekeyed", { k: id }, [{ id: 1, k: 1 }]),
      load(
        "rekeyed",
        { k: id },
        [
          { id: 1, k: 2 },
          { id: 1, k: 1 },
        ],
        ["id", "k"],
      ),
    ],
    query: "select id::int, k::int from t.rekeyed order by k",
    rows: [
      [1, 1],
      [1, 2],
    ],
  },
  "datamill-co's target folds names that differ in case": {
    runs: [load("cases", { Name: string, name: string }, [{ id: 1, Name: "A", name: "a" }])],
    query: `select "Name", name from t.cases`,
    rows: [["A", "a"]],
  },
  "datamill-co's target makes NULL of the text NULL": {
    runs: [load("nulls", { v: string }, [{ id: 1, v: "NULL" }])],
    query: "select v from t.nulls",
    rows: [["NULL"]],
  },
  "datamill-co's target cuts date-times after four digits": {
    runs: [load("micros", { v: dateTime }, [{ id: 1, v: "2024-01-01T00:00:00.123456Z" }])],
    query: "select v::text from t.micros",
    rows: [["2024-01-01 00:00:00.123456"]],
  },
  "datamill-co's target crashes on large records": {
    runs: [load("huge", { v: string }, [{ id: 1, v: "x\n".repeat(3_000_000) }])],
    query: "select length(v) from t.huge",
    rows: [[6_000_000]],
  },
  "datamill-co's target needs a hook to set the role": {
    settings: {
      before_run_sql:
        "create role owner_of_tables; grant all on schema t to owner_of_tables; set role owner_of_tables",
    },
    runs: [load("owned", {}, [{ id: 1 }])],
    query: "select tableowner::text from pg_tables where tablename = 'owned'",
    rows: [["owner_of_tables"]],
  },
  "the SDK wiped the runner's state with an empty one": {
    runs: [[...load("emptied", {}, [{ id: 1 }]), stateLine({ at: 1 }), stateLine({})]],
    states: ['{"at":1}'],
  },
  "the SDK writes states after five minutes; here the first one comes as soon as it is safe": {
    settings: { batch_size_rows: 1 },
    runs: [
      Array.from({ length: 5 }, (_, at) => [
        ...load("early", {}, [{ id: at }]),
        stateLine({ at }),
      ]).flat(),
    ],
    states: ['{"at":0}', '{"at":4}'],
  },
  "the SDK's validation and its tables differ by how a number is spelled": {
    runs: [
      [
        schemaLine("spelled", { id }),
        recordLine("spelled", '{"id":1.0}'),
        recordLine("spelled", '{"id":1e0}'),
      ],
    ],
    query: "select id::int from t.spelled",
    rows: [[1]],
  },
  "the SDK never deletes what log-based taps mark": {
    settings: { hard_delete: true },
    runs: [
      load("logged", { _sdc_deleted_at: dateTime }, [{ id: 1 }, { id: 2 }]),
      load("logged", { _sdc_deleted_at: dateTime }, [
        { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00Z" },
      ]),
    ],
    query: "select id::int from t.logged",
    rows: [[2]],
  },
  "tap-postgres sends years that targets cannot load": {
    runs: [
      load("years", { v: dateTime }, [
        { id: 1, v: "9999-12-31T23:59:59Z" },
        { id: 2, v: "12024-01-01T00:00:00Z" },
      ]),
    ],
    query: "select v::text from t.years order by id",
    rows: [["9999-12-31 23:59:59"], ["12024-01-01 00:00:00"]],
  },
  "tap-mysql sends 0000-00-00, which is told": {
    runs: [load("zero", { v: dateTime }, [{ id: 1, v: "0000-00-00T00:00:00Z" }])],
    error: /^line 2 \(stream "zero", column "v"\): .*on_invalid_date/,
  },
  "tap-mysql sends 0000-00-00, which can become NULL": {
    settings: { on_invalid_date: "null" },
    runs: [load("zero_null", { v: dateTime }, [{ id: 1, v: "0000-00-00T00:00:00Z" }])],
    query: "select v from t.zero_null",
    rows: [[null]],
  },
  "tap-mssql marks deletions with a doubled offset, which is told": {
    runs: [
      load("doubled", { _sdc_deleted_at: dateTime }, [
        { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00+00:00+00:00" },
      ]),
    ],
    error: /^line 2 \(stream "doubled"\): .*_sdc_deleted_at .*one zone at most/,
  },
  "Airbyte cuts table names at 63 characters, and two become one": {
    runs: [
      [
        ...load(`${"y".repeat(63)}a`, {}, [{ id: 1 }]),
        ...load(`${"y".repeat(63)}b`, {}, [{ id: 2 }]),
      ],
    ],
    query: "select count(*)::int from pg_tables where tablename like 'yyyy%'",
    rows: [[2]],
  },
});
