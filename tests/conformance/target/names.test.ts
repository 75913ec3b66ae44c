import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import { type Situation, testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };

/** Names of streams and of properties alike. */
const NAMES: readonly string[] = [
  "select",
  "with space",
  "MixedCase",
  'qu"ote',
  "apo'strophe",
  "back\\slash",
  "semi;colon/*",
  "ünïcödé",
  "名前",
  "😀",
  "İ",
  "e\u0301",
  "1st",
  "$1",
  "%s",
  "__proto__",
  "constructor",
  "a.b",
  "tab\there",
  "x".repeat(63),
  "x".repeat(64),
  "ü".repeat(40),
];

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const situations = NAMES.map((name): [string, Situation] => {
  const isShort = Buffer.byteLength(name) <= 63;
  return [
    `a stream and a property called ${JSON.stringify(name)}`,
    {
      runs: [[schemaLine(name, { id, [name]: string }), recordLine(name, { id: 1, [name]: "v" })]],
      query: isShort
        ? `select id::int, ${quote(name)} as v from t.${quote(name)}`
        : `select 1 as id, 'v' as v from pg_description where description like '%${name}%' having count(*) > 0`,
      rows: [[1, "v"]],
    },
  ];
});

testSituations({
  ...Object.fromEntries(situations),
  "two names that become equal in lower case, a duplicate in pipelinewise's target": {
    settings: { column_name_style: "lower" },
    runs: [
      [
        schemaLine("folded", { id, A: string, a: string }),
        recordLine("folded", { id: 1, A: "A", a: "a" }),
      ],
    ],
    query:
      "select count(distinct attname)::int from pg_attribute where attrelid = 't.folded'::regclass and attname ~ '^a'",
    rows: [[2]],
  },
  "an empty name, an error everywhere": {
    runs: [
      [schemaLine("nameless", { id, "": string }), recordLine("nameless", { id: 1, "": "v" })],
    ],
    query: "select v from t.nameless n, jsonb_each_text(to_jsonb(n)) as c (k, v) where v = 'v'",
    rows: [["v"]],
  },
  "reserved words are names like any other": {
    runs: [
      [
        schemaLine("every_keyword", {
          id,
          ...Object.fromEntries(
            [
              "user",
              "table",
              "order",
              "group",
              "column",
              "limit",
              "all",
              "null",
              "true",
              "desc",
            ].map((word) => [word, string]),
          ),
        }),
        recordLine("every_keyword", { id: 1, user: "u", order: "o" }),
      ],
    ],
    query: `select "user", "order" from t.every_keyword`,
    rows: [["u", "o"]],
  },
  "more than 1600 columns are an error that says how to have fewer": {
    runs: [
      [
        schemaLine("wide", {
          id,
          ...Object.fromEntries(Array.from({ length: 1700 }, (_, index) => [`c${index}`, string])),
        }),
        recordLine("wide", { id: 1 }),
      ],
    ],
    error: /1600/,
  },
});
