import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situations } from "../harness/situation.ts";

const properties = { id: { type: "integer" }, name: { type: ["string", "null"] } };
const many = [
  schemaLine("t", properties),
  ...Array.from({ length: 2500 }, (_, index) =>
    recordLine("t", { id: index % 1200, name: `name ${index}` }),
  ),
];
const invalid = [schemaLine("t", properties), recordLine("t", { id: 1, name: 5 })];

/** Settings of batches and of validation. */
export const settings: Situations = {
  "batches of 500 rows": { runs: [many], settings: { batch_size_rows: 500 } },
  "batches by COPY": { runs: [many], settings: { use_copy: true }, peers: ["meltano"] },
  "batches of all streams at once": {
    runs: [many],
    settings: { batch_size_rows: 500, flush_all_streams: true, parallelism: 2 },
    peers: ["pipelinewise"],
  },
  "a value that the schema refuses": { runs: [invalid], settings: { validate_records: true } },
  "a value that the schema refuses, not validated": {
    runs: [invalid],
    settings: { validate_records: false },
  },
  "load_method append-only": {
    runs: [many.slice(0, 10), many.slice(0, 10)],
    settings: { load_method: "append-only" },
    peers: ["meltano"],
  },
  "load_method upsert": {
    runs: [many.slice(0, 10), many.slice(0, 5)],
    settings: { load_method: "upsert" },
    peers: ["meltano"],
  },
};
