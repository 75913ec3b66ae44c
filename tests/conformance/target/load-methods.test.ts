import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import { testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };

/** A stream and its records, at one version where one is given. */
function load(stream: string, properties: object, records: readonly object[], version?: number) {
  return [
    schemaLine(stream, { id, ...properties }),
    ...records.map((record) => recordLine(stream, { ...record }, { version })),
  ];
}

const OVERWRITE = { load_method: "overwrite" };

testSituations({
  "MeltanoLabs' target ignores overwrite": {
    settings: OVERWRITE,
    runs: [
      [...load("replaced", {}, [{ id: 1 }, { id: 2 }], 1), activateLine("replaced", 1)],
      [
        ...load("replaced", {}, [{ id: 2 }, { id: 3 }], 2),
        stateLine({ at: 1 }),
        activateLine("replaced", 2),
        stateLine({ at: 2 }),
      ],
    ],
    query: "select id::int from t.replaced order by id",
    rows: [[2], [3]],
  },
  "the SDK drops a table before the first record of its replacement": {
    settings: OVERWRITE,
    before: "create table t.kept (id bigint primary key); insert into t.kept values (7)",
    runs: [[...load("kept", {}, [{ id: 1 }], 1), stateLine({ at: 1 })]],
    query: "select id::int from t.kept",
    rows: [[7]],
    error: /overwrite_at_end/,
    states: [],
  },
  "pipelinewise's target has no overwrite for taps that send no version": {
    settings: { ...OVERWRITE, overwrite_at_end: true },
    runs: [
      load("at_end", {}, [{ id: 1 }]),
      [...load("at_end", {}, [{ id: 2 }]), stateLine({ at: 2 })],
    ],
    query: "select id::int from t.at_end",
    rows: [[2]],
    states: ['{"at":2}'],
  },
  "the SDK's overwrite dropped the rows before a SCHEMA that changes in the middle": {
    settings: { ...OVERWRITE, overwrite_at_end: true },
    runs: [
      [...load("middle", {}, [{ id: 1 }]), ...load("middle", { v: string }, [{ id: 2, v: "a" }])],
    ],
    query: "select id::int, v from t.middle order by id",
    rows: [
      [1, null],
      [2, "a"],
    ],
  },
  "datamill-co's target loses, or is blocked by, views when it swaps": {
    settings: { ...OVERWRITE, overwrite_at_end: true },
    before:
      "create table t.seen (id bigint primary key); create view t.seen_view as select id from t.seen; create role reader_of_swaps; grant select on t.seen to reader_of_swaps",
    runs: [load("seen", {}, [{ id: 1 }]), load("seen", {}, [{ id: 2 }])],
    query:
      "select id::int, has_table_privilege('reader_of_swaps', 't.seen', 'select') as may from t.seen_view",
    rows: [[2, true]],
  },
  "an overwrite with bad records put aside swaps nothing": {
    settings: { ...OVERWRITE, overwrite_at_end: true, on_bad_record: "divert" },
    before: "create table t.partly (id bigint primary key); insert into t.partly values (7)",
    runs: [load("partly", {}, [{ id: 1 }, { id: "x" }])],
    query: "select id::int from t.partly",
    rows: [[7]],
    error: /partly/,
  },
});
