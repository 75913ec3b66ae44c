import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import { columnsOf, type Situation, testSituations } from "./situation.ts";

const id = { type: "integer" };

/** What the other targets do with it; its JSON Schema; a value; our column and its text there. */
type Row = readonly [string, unknown, unknown, string, string];

/** Part by part of JSON Schema, as the other targets differ. */
const ROWS: readonly Row[] = [
  ["string, a text everywhere", { type: "string" }, "a", "text", "a"],
  ["string with maxLength, ignored everywhere", { type: "string", maxLength: 9 }, "a", "text", "a"],
  [
    "date-time, with the offset dropped or kept by path elsewhere",
    { type: "string", format: "date-time" },
    "2024-01-01T01:00:00+01:00",
    "timestamp without time zone",
    "2024-01-01 00:00:00",
  ],
  [
    "date, a varchar in pipelinewise's target",
    { type: "string", format: "date" },
    "2024-01-01",
    "date",
    "2024-01-01",
  ],
  [
    "time, a text in datamill-co's target",
    { type: "string", format: "time" },
    "12:00:01.5",
    "time without time zone",
    "12:00:01.5",
  ],
  [
    "uuid, a varchar in pipelinewise's target",
    { type: "string", format: "uuid" },
    "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
    "uuid",
    "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
  ],
  ["email, a text everywhere", { type: "string", format: "email" }, "a@b.c", "text", "a@b.c"],
  ["ipv4, a text everywhere", { type: "string", format: "ipv4" }, "1.2.3.4", "text", "1.2.3.4"],
  [
    "singer.decimal, a text in pipelinewise's target",
    { type: "string", format: "singer.decimal" },
    "12345678901234567890.10",
    "numeric",
    "12345678901234567890.10",
  ],
  [
    "x-singer.decimal with precision and scale",
    { type: "string", format: "x-singer.decimal", precision: 12, scale: 2 },
    "1.25",
    "numeric(12,2)",
    "1.25",
  ],
  ["integer, a numeric in pipelinewise's target", { type: "integer" }, 1, "bigint", "1"],
  ["integer with two bounds", { type: "integer", minimum: 0, maximum: 100 }, 1, "smallint", "1"],
  [
    "integer with one bound, smallint in pipelinewise's target and too narrow",
    { type: "integer", maximum: 100 },
    -40_000,
    "bigint",
    "-40000",
  ],
  [
    "number, a double in pipelinewise's and datamill-co's",
    { type: "number", multipleOf: 0.01 },
    0.1,
    "numeric",
    "0.1",
  ],
  ["integer and string", { type: ["integer", "string"] }, 1, "text", "1"],
  ["boolean", { type: "boolean" }, true, "boolean", "true"],
  ["object, flattened by datamill-co's", { type: "object" }, { a: 1 }, "jsonb", '{"a": 1}'],
  ["array without items", { type: "array" }, [1], "jsonb", "[1]"],
  [
    "array of a plain type, a table of its own in datamill-co's",
    { type: "array", items: { type: ["string", "null"] } },
    ["a", null],
    "text[]",
    "{a,NULL}",
  ],
  ["array of anything, jsonb[] in MeltanoLabs'", { type: "array", items: {} }, [1], "jsonb", "[1]"],
  [
    "tuple, jsonb[] in MeltanoLabs'",
    { type: "array", items: [{ type: "integer" }, { type: "string" }] },
    [1, "a"],
    "jsonb",
    '[1, "a"]',
  ],
  [
    "several types with an object, whose texts become JSON",
    { type: ["object", "string"] },
    "a",
    "jsonb",
    '"a"',
  ],
  [
    "date-time or date, of which others take the first",
    { anyOf: [{ type: "string", format: "date-time" }, { type: "string" }] },
    "soon",
    "text",
    "soon",
  ],
  [
    "anyOf whose first member has no type, a crash in pipelinewise's",
    { anyOf: [{ description: "x" }, { type: "string" }] },
    "a",
    "text",
    "a",
  ],
  ["oneOf, dropped by pipelinewise's", { oneOf: [{ type: "integer" }] }, 1, "bigint", "1"],
  [
    "allOf, a text in MeltanoLabs'",
    { allOf: [{ type: "integer" }, { minimum: 0 }] },
    1,
    "bigint",
    "1",
  ],
  ["anything, dropped by datamill-co's", {}, { a: [1] }, "text", '{"a":[1]}'],
  ["only null, dropped by datamill-co's", { type: "null" }, null, "text", ""],
  ["x-sql-datatype", { type: "integer", "x-sql-datatype": "smallint" }, 1, "smallint", "1"],
];

const situations = ROWS.map(([name, schema, value, type, text], index): [string, Situation] => {
  const stream = `type_${index}`;
  return [
    name,
    {
      runs: [[schemaLine(stream, { id, v: schema }), recordLine(stream, { id: 1, v: value })]],
      query: `select format_type(atttypid, atttypmod), (select coalesce(v::text, '') from t.${stream}) as v
        from pg_attribute where attrelid = 't.${stream}'::regclass and attname = 'v'`,
      rows: [[type, text]],
    },
  ];
});

testSituations({
  ...Object.fromEntries(situations),
  "$ref, dropped or a text elsewhere, in draft 4 and 2020-12": {
    runs: [
      ["http://json-schema.org/draft-04/schema#", "https://json-schema.org/draft/2020-12/schema"]
        .map(($schema) =>
          JSON.stringify({
            type: "SCHEMA",
            stream: `refs_${$schema.length}`,
            schema: {
              $schema,
              definitions: { money: { type: "number" } },
              properties: { id, v: { $ref: "#/definitions/money" } },
            },
            key_properties: ["id"],
          }),
        )
        .concat(recordLine("refs_39", { id: 1, v: 1.5 })),
    ],
    query: columnsOf("refs_39"),
    rows: [
      ["id", "bigint"],
      ["v", "numeric"],
    ],
  },
  "base16, where interpret_content_encoding asks for bytes": {
    settings: { interpret_content_encoding: true },
    runs: [
      [
        schemaLine("bytes", { id, v: { type: "string", contentEncoding: "base16" } }),
        recordLine("bytes", { id: 1, v: "0xABC" }),
      ],
    ],
    query: "select v::text from t.bytes",
    rows: [["\\x0abc"]],
  },
  "nullability: no column but the key's refuses NULL": {
    runs: [
      [schemaLine("nullable", { id, v: { type: "integer" } }), recordLine("nullable", { id: 1 })],
    ],
    query:
      "select attname, attnotnull from pg_attribute where attrelid = 't.nullable'::regclass and attname in ('id', 'v') order by 1",
    rows: [
      ["id", true],
      ["v", false],
    ],
  },
});
