import { activateLine, recordLine, schemaLine, stateLine } from "../../harness/singer-lines.ts";
import { testSituations } from "./situation.ts";

const id = { type: "integer" };

testSituations({
  "blank lines, CRLF and a byte order mark, fatal in the SDK": {
    runs: [
      [
        `\uFEFF${schemaLine("framed", { id })}\r`,
        "",
        "  \r",
        `${recordLine("framed", { id: 1 })}\r`,
      ],
    ],
    query: "select id::int from t.framed",
    rows: [[1]],
  },
  "types in lower case, as the specification has it": {
    runs: [
      [
        schemaLine("lower_case", { id }).replace("SCHEMA", "schema"),
        recordLine("lower_case", { id: 1 }).replace("RECORD", "record"),
      ],
    ],
    query: "select id::int from t.lower_case",
    rows: [[1]],
  },
  "an unknown type is fatal, as everywhere": {
    runs: [['{"type":"HELLO"}']],
    error: /^line 1: unknown message type "HELLO"/,
  },
  "a line that is no JSON is fatal, and not quoted": {
    runs: [["Traceback: secret"]],
    error: /^line 1: not a Singer message(?!.*secret)/,
  },
  "NaN of Python's json is fatal, with the way out": {
    runs: [[schemaLine("nan", { id }), recordLine("nan", '{"id":NaN}')]],
    error: /^line 2.*NaN.*make the tap write null/,
  },
  "a RECORD without its SCHEMA is fatal": {
    runs: [[recordLine("unknown", { id: 1 })]],
    error: /^line 1 \(stream "unknown"\): RECORD without a SCHEMA/,
  },
  "private keys of taps in a SCHEMA are ignored": {
    runs: [
      [
        schemaLine("annotated", {
          id: { ...id, inclusion: "automatic", selected: true, "sql-datatype": "int4" },
        }),
        recordLine("annotated", { id: 1 }),
      ],
    ],
    query: "select id::int from t.annotated",
    rows: [[1]],
  },
  "a field that is not in the SCHEMA is left out, and named once": {
    runs: [[schemaLine("extra", { id }), recordLine("extra", { id: 1, more: 1 })]],
    query: "select id::int from t.extra",
    rows: [[1]],
    log: /field "more" is not in the SCHEMA of stream "extra"/,
  },
  "datamill-co's sequence of a message is no fault": {
    runs: [[schemaLine("sequenced", { id }), recordLine("sequenced", { id: 1 }, { sequence: 7 })]],
    query: "select id::int from t.sequenced",
    rows: [[1]],
  },
  "a state is passed on to the last digit, in its order": {
    runs: [['{"type":"STATE","value":{"10":1,"2":{"lsn":9007199254740993,"x":1.10}}}']],
    states: ['{"10":1,"2":{"lsn":9007199254740993,"x":1.10}}'],
  },
  "a state that lies behind a failing line is never written": {
    runs: [
      [
        schemaLine("failing", { id }),
        stateLine({ at: 1 }),
        recordLine("failing", { id: "x" }),
        stateLine({ at: 2 }),
      ],
    ],
    error: /^line 3 /,
    states: ['{"at":1}'],
  },
  "a state waits for all streams, unlike pipelinewise's merged ones": {
    settings: { batch_size_rows: 2 },
    runs: [
      [
        schemaLine("slow", { id, v: { type: "string", format: "uuid" } }),
        schemaLine("fast", { id }),
        recordLine("slow", { id: 1, v: "no uuid" }),
        recordLine("fast", { id: 1 }),
        stateLine({ at: 1 }),
        recordLine("fast", { id: 2 }),
      ],
    ],
    error: /^line 3 \(stream "slow"/,
    states: [],
  },
  "streams interleave, and versions of each are its own": {
    runs: [
      [
        schemaLine("one", { id }),
        schemaLine("two", { id }),
        recordLine("one", { id: 1 }, { version: 1 }),
        recordLine("two", { id: 1 }, { version: 9 }),
        recordLine("one", { id: 2 }, { version: 1 }),
        activateLine("one", 1),
      ],
    ],
    query:
      "select (select count(*)::int from t.one) as one, (select count(*)::int from t.two where _sdc_deleted_at is null) as two",
    rows: [[2, 1]],
  },
  "a SCHEMA without properties is refused, as by the SDK": {
    runs: [['{"type":"SCHEMA","stream":"bare","schema":{"type":"object"},"key_properties":[]}']],
    error: /^line 1 \(stream "bare"\): the SCHEMA declares no properties/,
  },
  "nesting of thousands of levels is no crash": {
    runs: [
      [
        schemaLine("deep", { id, v: {} }),
        recordLine("deep", `{"id":1,"v":${"[".repeat(5000)}${"]".repeat(5000)}}`),
      ],
    ],
    query: "select length(v) from t.deep",
    rows: [[10_000]],
  },
});
