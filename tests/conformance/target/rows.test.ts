import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import { testSituations } from "./situation.ts";

const id = { type: "integer" };
const string = { type: ["string", "null"] };
const dateTime = { type: ["string", "null"], format: "date-time" };

/** A stream and its records, at one version where one is given. */
function load(stream: string, properties: object, records: readonly object[], version?: number) {
  return [
    schemaLine(stream, { id, ...properties }),
    ...records.map((record) => recordLine(stream, { ...record }, { version })),
  ];
}

const METADATA = `select attname::text, format_type(atttypid, atttypmod) from pg_attribute
  where attname ~ '^_sdc_' and attrelid = `;

testSituations({
  "the metadata of MeltanoLabs' target, with its types": {
    runs: [load("metadata", {}, [{ id: 1 }])],
    query: `${METADATA} 't.metadata'::regclass order by 1`,
    rows: [
      ["_sdc_batched_at", "timestamp without time zone"],
      ["_sdc_deleted_at", "timestamp without time zone"],
      ["_sdc_extracted_at", "timestamp without time zone"],
      ["_sdc_received_at", "timestamp without time zone"],
      ["_sdc_sequence", "bigint"],
      ["_sdc_sync_started_at", "bigint"],
      ["_sdc_table_version", "bigint"],
    ],
  },
  "_sdc_extracted_at is the message's time, and NULL without one": {
    runs: [
      [
        schemaLine("extracted", { id }),
        recordLine("extracted", { id: 1 }, { time_extracted: "2024-01-01T01:00:00+01:00" }),
        recordLine("extracted", { id: 2 }),
      ],
    ],
    query: "select _sdc_extracted_at::text from t.extracted order by id",
    rows: [["2024-01-01 00:00:00"], [null]],
  },
  "without add_record_metadata there are no further columns": {
    settings: { add_record_metadata: false, activate_version: false },
    runs: [load("bare", {}, [{ id: 1 }])],
    query: "select to_jsonb(b) as b from t.bare b",
    rows: [[{ id: 1 }]],
  },
  "load_method upsert merges by key": {
    settings: { load_method: "upsert" },
    runs: [
      load("upserted", { v: string }, [
        { id: 1, v: "a" },
        { id: 1, v: "b" },
      ]),
      load("upserted", { v: string }, [{ id: 1, v: "c" }]),
    ],
    query: "select id::int, v from t.upserted",
    rows: [[1, "c"]],
  },
  "load_method append-only of MeltanoHub's definition stays an upsert, and says so": {
    settings: { load_method: "append-only" },
    runs: [load("said", {}, [{ id: 1 }]), load("said", {}, [{ id: 1 }])],
    query: "select id::int from t.said",
    rows: [[1]],
    log: /append_only_strict/,
  },
  "a field that is missing in an update becomes NULL, as everywhere": {
    runs: [
      load("missing", { v: string }, [{ id: 1, v: "a" }]),
      load("missing", { v: string }, [{ id: 1 }]),
    ],
    query: "select v from t.missing",
    rows: [[null]],
  },
  "default in the schema is ignored, as by MeltanoLabs' target": {
    runs: [load("default_value", { v: { ...string, default: "x" } }, [{ id: 1 }])],
    query: "select v from t.default_value",
    rows: [[null]],
  },
  "a returning row is deleted no more": {
    runs: [
      [...load("returning", {}, [{ id: 1 }], 1), activateLine("returning", 1)],
      [...load("returning", {}, [{ id: 2 }], 2), activateLine("returning", 2)],
      [...load("returning", {}, [{ id: 1 }], 3)],
    ],
    query: "select id::int, _sdc_deleted_at is null as lives from t.returning order by id",
    rows: [
      [1, true],
      [2, true],
    ],
  },
  "log-based deletes without hard_delete keep the row and its mark": {
    runs: [
      load("soft", { _sdc_deleted_at: dateTime }, [
        { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00Z" },
      ]),
    ],
    query: "select _sdc_deleted_at::text from t.soft",
    rows: [["2024-01-01 00:00:00"]],
  },
  "activate_version false removes nothing": {
    settings: { activate_version: false, hard_delete: true },
    runs: [[...load("inactive", {}, [{ id: 1 }], 1), activateLine("inactive", 2)]],
    query: "select id::int from t.inactive",
    rows: [[1]],
  },
  "an activation before the SCHEMA, a KeyError in the SDK, removes nothing": {
    runs: [
      [activateLine("early", 1), ...load("early", {}, [{ id: 1 }], 1), activateLine("early", 1)],
    ],
    query: "select id::int from t.early",
    rows: [[1]],
  },
  "an activation in the middle does not wait for the end, nor touch other streams": {
    settings: { hard_delete: true },
    runs: [
      [
        ...load("left", {}, [{ id: 1 }], 1),
        ...load("right", {}, [{ id: 1 }], 1),
        recordLine("left", { id: 2 }, { version: 2 }),
        activateLine("left", 2),
        recordLine("right", { id: 2 }, { version: 1 }),
      ],
    ],
    query:
      "select array(select id::int from t.left) as l, array(select id::int from t.right order by 1) as r",
    rows: [[[2], [1, 2]]],
  },
  "the end of the input removes nothing": {
    settings: { hard_delete: true },
    runs: [load("unfinished", {}, [{ id: 1 }], 1), load("unfinished", {}, [{ id: 2 }], 2)],
    query: "select id::int from t.unfinished order by id",
    rows: [[1], [2]],
  },
  "batch_size_rows bounds a transaction": {
    settings: { batch_size_rows: 2 },
    runs: [
      load(
        "sized",
        {},
        [1, 2, 3, 4, 5].map((key) => ({ id: key })),
      ),
    ],
    query: "select count(distinct xmin::text)::int from t.sized",
    rows: [[3]],
  },
  "validation refuses what does not match, naming line and column": {
    runs: [load("validated", { v: { type: "string", maxLength: 2 } }, [{ id: 1, v: "abc" }])],
    error: /^line 2 \(stream "validated", column "v"\): does not match the schema/,
  },
  "validate_records false loads what the columns can hold": {
    settings: { validate_records: false },
    runs: [load("unchecked", { v: { type: "string", maxLength: 2 } }, [{ id: 1, v: "abc" }])],
    query: "select v from t.unchecked",
    rows: [["abc"]],
  },
  "flattening stops at its depth, where a text is left": {
    settings: { flattening_enabled: true, flattening_max_depth: 1 },
    runs: [
      load(
        "flat",
        {
          o: {
            type: "object",
            properties: { a: string, b: { type: "object", properties: { c: string } } },
          },
        },
        [{ id: 1, o: { a: "x", b: { c: "y" } } }],
      ),
    ],
    query: "select o__a, o__b from t.flat",
    rows: [["x", '{"c":"y"}']],
  },
  "stream maps rename, compute and filter": {
    settings: {
      stream_maps: { mapped: { __alias__: "renamed", __filter__: "id > 1", twice: "int(id) * 2" } },
    },
    runs: [load("mapped", {}, [{ id: 1 }, { id: 2 }])],
    query: "select id::int, twice::int from t.renamed",
    rows: [[2, 4]],
  },
  "a table, grants and an index where schema_mapping places them": {
    before: "create role reader_of_rows",
    settings: {
      schema_mapping: {
        shop: {
          target_schema: "store",
          target_schema_select_permissions: ["reader_of_rows"],
          indices: { placed: ["v"] },
        },
      },
    },
    runs: [load("shop-placed", { v: string }, [{ id: 1, v: "a" }])],
    query:
      "select has_table_privilege('reader_of_rows', 'store.placed', 'select') as may, (select count(*)::int from pg_indexes where tablename = 'placed') as indexes",
    rows: [[true, 2]],
  },
  "an empty stream has a table by its SCHEMA alone, but for datamill-co's setting": {
    runs: [[schemaLine("empty_stream", { id }), stateLine({ at: 1 })]],
    query: "select count(*)::int from t.empty_stream",
    rows: [[0]],
    states: ['{"at":1}'],
  },
  "primary_key_required makes a stream without a key an error": {
    settings: { primary_key_required: true },
    runs: [[schemaLine("must_have", { id }, []), recordLine("must_have", { id: 1 })]],
    error: /primary_key_required/,
  },
  "a setting that cannot be honoured is an error": {
    settings: { "dialect+driver": "mysql+pymysql" },
    runs: [[]],
    error: /setting "dialect\+driver" is not supported/,
  },
  "a setting that nobody knows is a warning": {
    settings: { hard_deletes: true },
    runs: [[]],
    log: /hard_deletes.*hard_delete/,
  },
});
