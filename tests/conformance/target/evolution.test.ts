import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import { columnsOf, testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };
const small = { type: "integer", minimum: 0, maximum: 9 };

/** A stream and its records. */
function load(stream: string, properties: object, records: readonly object[], keys = ["id"]) {
  return [
    schemaLine(stream, { id, ...properties }, keys),
    ...records.map((record) => recordLine(stream, { ...record })),
  ];
}

testSituations({
  "a new property is a new column": {
    runs: [load("added", {}, [{ id: 1 }]), load("added", { v: string }, [{ id: 2, v: "a" }])],
    query: "select id::int, v from t.added order by id",
    rows: [
      [1, null],
      [2, "a"],
    ],
  },
  "a property that is gone keeps its column, and loses datamill-co's NOT NULL": {
    before: "create table t.gone (id bigint primary key, v text not null)",
    runs: [load("gone", { v: string }, [{ id: 1, v: "a" }]), load("gone", {}, [{ id: 2 }])],
    query: "select id::int, v from t.gone order by id",
    rows: [
      [1, "a"],
      [2, null],
    ],
  },
  "numbers become wider, an error in MeltanoLabs' target, a renamed column in pipelinewise's": {
    runs: [
      load("wider", { v: small }, [{ id: 1, v: 9 }]),
      load("wider", { v: id }, [{ id: 2, v: 2 ** 40 }]),
      load("wider", { v: { type: "number" } }, [{ id: 3, v: 0.5 }]),
      load("wider", { v: string }, [{ id: 4, v: "x" }]),
    ],
    query: "select v from t.wider order by id",
    rows: [["9"], ["1099511627776"], ["0.5"], ["x"]],
  },
  "a varchar of pipelinewise's target takes longer texts": {
    before: "create table t.short (id bigint primary key, v varchar(3))",
    runs: [load("short", { v: string }, [{ id: 1, v: "longer" }])],
    query: "select v from t.short",
    rows: [["longer"]],
  },
  "a column that holds what comes keeps its type": {
    before: "create table t.holding (id bigint primary key, v text)",
    runs: [load("holding", { v: id }, [{ id: 1, v: 7 }])],
    query: columnsOf("holding"),
    rows: [
      ["id", "bigint"],
      ["v", "text"],
    ],
  },
  "a type that cannot be had without loss goes on in a column beside, named alike in every run": {
    runs: [
      load("variant", { v: { type: "string", format: "time" } }, [{ id: 1, v: "12:00:00" }]),
      load("variant", { v: string }, [{ id: 2, v: "noon" }]),
      load("variant", { v: string }, [{ id: 3, v: "night" }]),
    ],
    query: "select v::text, v__text from t.variant order by id",
    rows: [
      ["12:00:00", null],
      [null, "noon"],
      [null, "night"],
    ],
  },
  "key_properties change, and duplicates do not fail as in MeltanoLabs' target": {
    runs: [
      load("rekeyed", { k: id }, [{ id: 1, k: 1 }]),
      load("rekeyed", { k: id }, [{ id: 1, k: 2 }], ["id", "k"]),
    ],
    query: "select id::int, k::int from t.rekeyed order by k",
    rows: [
      [1, 1],
      [1, 2],
    ],
  },
  "a key changes its type and stays a key, unlike pipelinewise's": {
    runs: [
      load("key_type", {}, [{ id: 1 }]),
      load("key_type", { id: string }, [{ id: "1" }, { id: "x" }]),
      load("key_type", { id: string }, [{ id: "x" }]),
    ],
    query: "select id from t.key_type order by id",
    rows: [["1"], ["x"]],
  },
  "a SCHEMA changes in the middle, and the rows before it stay, unlike the SDK's overwrite": {
    runs: [
      [
        ...load("middle", { a: string }, [{ id: 1, a: "x" }]),
        ...load("middle", { b: id }, [{ id: 2, b: 5 }]),
        ...load("middle", { a: id }, [{ id: 3, a: 7 }]),
      ],
    ],
    query: "select id::int, a, b::int from t.middle order by id",
    rows: [
      [1, "x", null],
      [2, null, 5],
      [3, "7", null],
    ],
  },
  "on_type_change fail stops, as MeltanoLabs' target always does": {
    settings: { on_type_change: "fail" },
    runs: [
      load("failing", { v: small }, [{ id: 1, v: 1 }]),
      load("failing", { v: string }, [{ id: 2 }]),
    ],
    error: /^line 1 \(stream "failing"\): .*on_type_change/,
  },
});
