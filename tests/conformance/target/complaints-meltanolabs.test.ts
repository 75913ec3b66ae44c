import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import { columnsOf, testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };
const any = { type: ["string", "integer", "boolean", "object", "array", "null"] };

/** A stream and its records, at one version where one is given. */
function load(stream: string, properties: object, records: readonly object[], version?: number) {
  return [
    schemaLine(stream, { id, ...properties }),
    ...records.map((record) => recordLine(stream, { ...record }, { version })),
  ];
}

testSituations({
  "MeltanoLabs' target stops when a time becomes a text": {
    runs: [
      load("times", { v: { type: "string", format: "time" } }, [{ id: 1, v: "12:00:00" }]),
      load("times", { v: string }, [{ id: 2, v: "noon" }]),
    ],
    query: "select id::int, coalesce(v::text, v__text) from t.times order by id",
    rows: [
      [1, "12:00:00"],
      [2, "noon"],
    ],
  },
  "MeltanoLabs' target stops when an integer needs a wider column": {
    runs: [
      load("growing", { v: { type: "integer", minimum: 0, maximum: 9 } }, [{ id: 1, v: 9 }]),
      load("growing", { v: id }, [{ id: 2, v: 2 ** 40 }]),
    ],
    query: "select id::int, v::text, pg_typeof(v)::text from t.growing order by id",
    rows: [
      [1, "9", "bigint"],
      [2, "1099511627776", "bigint"],
    ],
  },
  "MeltanoLabs' target writes each row of a merge twice": {
    runs: [load("twice", {}, [{ id: 1 }, { id: 2 }]), load("twice", {}, [{ id: 2 }, { id: 3 }])],
    query: "select id::int, ctid::text from t.twice order by id",
    rows: [
      [1, "(0,1)"],
      [2, "(0,2)"],
      [3, "(0,3)"],
    ],
  },
  "MeltanoLabs' target breaks on what COPY gives a meaning to": {
    runs: [
      load("copied", { v: string }, [
        { id: 1, v: "\\" },
        { id: 2, v: "\t\n\r\b\f\v" },
        { id: 3, v: "\\." },
        { id: 4, v: "\\N" },
        { id: 5, v: "" },
        { id: 6, v: null },
        { id: 7, v: "\"{},'" },
      ]),
    ],
    query: "select v from t.copied order by id",
    rows: [["\\"], ["\t\n\r\b\f\v"], ["\\."], ["\\N"], [""], [null], ["\"{},'"]],
  },
  "MeltanoLabs' target loses integers that are out of range": {
    runs: [
      [
        schemaLine("large", { id, v: id }),
        recordLine("large", '{"id":1,"v":2147483648}'),
        recordLine("large", '{"id":2,"v":9223372036854775808}'),
      ],
    ],
    query: "select v::text from t.large order by id",
    rows: [["2147483648"], ["9223372036854775808"]],
  },
  "MeltanoLabs' target has one schema for all streams": {
    settings: { schema_mapping: { crm: { target_schema: "sales" } } },
    runs: [[...load("crm-placed", {}, [{ id: 1 }]), ...load("elsewhere", {}, [{ id: 2 }])]],
    query: "select (select id::int from sales.placed) as a, (select id::int from t.elsewhere) as b",
    rows: [[1, 2]],
  },
  "MeltanoLabs' target failed on streams without key_properties": {
    runs: [
      [schemaLine("keyless", { id }, []), recordLine("keyless", { id: 1 })],
      [
        '{"type":"SCHEMA","stream":"keyless","schema":{"properties":{"id":{"type":"integer"}}}}',
        recordLine("keyless", { id: 1 }),
      ],
    ],
    query: "select id::int from t.keyless",
    rows: [[1], [1]],
  },
  "MeltanoLabs' target cuts names at a dash in silence": {
    runs: [load("shop-dashed", {}, [{ id: 1 }])],
    query: "select id::int from t.dashed",
    rows: [[1]],
    log: /"shop" before the dash is no part of the name of table "t"\."dashed"/,
  },
  "MeltanoLabs' target stops at U+0000; here line and column are named": {
    runs: [load("nul", { v: string }, [{ id: 1, v: "a\0b" }])],
    error: /^line 2 \(stream "nul", column "v"\): .*sanitize_null_text_characters/,
  },
  "MeltanoLabs' target replaces U+0000 one level deep only": {
    settings: { sanitize_null_text_characters: true },
    runs: [load("nul_inside", { v: any }, [{ id: 1, v: { a: [{ "k\0": "a\0b" }] } }])],
    query: "select v #>> '{a}' from t.nul_inside",
    rows: [['[{"k\uFFFD": "a\uFFFDb"}]']],
  },
  "MeltanoLabs' target has no names in lower or snake case": {
    settings: { column_name_style: "snake" },
    runs: [load("styled", { orderId: string, "Unit Price": string }, [{ id: 1, orderId: "a" }])],
    query: columnsOf("styled"),
    rows: [
      ["id", "bigint"],
      ["order_id", "text"],
      ["unit_price", "text"],
    ],
  },
  "MeltanoLabs' target makes jsonb[] of arrays without a type, and texts of true": {
    runs: [
      load(
        "nested",
        {
          a: { type: "array" },
          b: { type: "array", items: string },
          c: { type: "array", items: {} },
          d: { type: ["object", "boolean"] },
        },
        [{ id: 1, a: [1, "x", { y: null }], b: ["x", null, '"'], c: [[1]], d: true }],
      ),
    ],
    query:
      "select a::text, b, c::text, jsonb_typeof(d), pg_typeof(a)::text as ta, pg_typeof(b)::text as tb from t.nested",
    rows: [['[1, "x", {"y": null}]', ["x", null, '"'], "[[1]]", "boolean", "jsonb", "text[]"]],
  },
  "MeltanoLabs' target made numeric keys autoincrement": {
    runs: [
      [schemaLine("numbered", { id: { type: "number" } }), recordLine("numbered", '{"id":1.50}')],
    ],
    query:
      "select id::text, column_default from t.numbered, information_schema.columns where table_schema = 't' and table_name = 'numbered' and column_name = 'id'",
    rows: [["1.50", null]],
  },
  "MeltanoLabs' target drains at each SCHEMA that repeats": {
    runs: [Array.from({ length: 20 }, (_, index) => load("repeating", {}, [{ id: index }])).flat()],
    query: "select count(*)::int from t.repeating",
    rows: [[20]],
    log: /"batch_count","value":1,"tags":\{"stream":"repeating"/,
  },
  "MeltanoLabs' target marks rows again that are deleted already": {
    runs: [
      [...load("marked", {}, [{ id: 1 }, { id: 2 }], 1), activateLine("marked", 1)],
      [...load("marked", {}, [{ id: 1 }], 2), activateLine("marked", 2)],
      [...load("marked", {}, [{ id: 1 }], 3), activateLine("marked", 3)],
    ],
    // Marked once, the row is in its second place.
    query: "select id::int, ctid::text, _sdc_deleted_at is null from t.marked order by id",
    rows: [
      [1, "(0,1)", true],
      [2, "(0,3)", false],
    ],
  },
  "MeltanoLabs' target deleted rows of the version that is activated": {
    settings: { hard_delete: true },
    runs: [
      [...load("current", {}, [{ id: 1 }, { id: 2 }], 5), activateLine("current", 5)],
      [...load("current", {}, [{ id: 2 }, { id: 3 }], 6), activateLine("current", 6)],
    ],
    query: "select id::int from t.current order by id",
    rows: [[2], [3]],
  },
  "MeltanoLabs' target advertises load_method and ignores it": {
    settings: { load_method: "append-only", append_only_strict: true },
    runs: [load("appended", {}, [{ id: 1 }]), load("appended", {}, [{ id: 1 }])],
    query: "select id::int from t.appended",
    rows: [[1], [1]],
  },
  "MeltanoLabs' target ends at two names that are equal up to 63 bytes": {
    runs: [
      load("long_names", { [`${"x".repeat(63)}a`]: string, [`${"x".repeat(63)}b`]: string }, [
        { id: 1, [`${"x".repeat(63)}a`]: "a", [`${"x".repeat(63)}b`]: "b" },
      ]),
    ],
    query:
      "select col_description(attrelid, attnum) ~ 'x{63}[ab]', length(attname) <= 63 as fits from pg_attribute where attrelid = 't.long_names'::regclass and attname like 'xxx%' order by attnum",
    rows: [
      [true, true],
      [true, true],
    ],
  },
  "MeltanoLabs' target takes two spellings of an instant for two keys": {
    runs: [
      [
        schemaLine("spelled", { id: { type: "string", format: "date-time" }, v: string }),
        recordLine("spelled", { id: "2024-01-01T00:00:00Z", v: "first" }),
        recordLine("spelled", { id: "2024-01-01T00:00:00.000Z", v: "second" }),
        recordLine("spelled", { id: "2024-01-01T01:00:00+01:00", v: "third" }),
      ],
    ],
    query: "select v from t.spelled",
    rows: [["third"]],
  },
  "MeltanoLabs' target drops the offset of an instant on its COPY path": {
    runs: [
      load("offsets", { v: { type: "string", format: "date-time" } }, [
        { id: 1, v: "2024-07-01T12:00:00.123456+02:00" },
      ]),
    ],
    query: "select v::text from t.offsets",
    rows: [["2024-07-01 10:00:00.123456"]],
  },
  "MeltanoLabs' target crashes on an activation without a SCHEMA": {
    runs: [[activateLine("unheard", 1), stateLine({ at: 1 })]],
    states: ['{"at":1}'],
  },
});
