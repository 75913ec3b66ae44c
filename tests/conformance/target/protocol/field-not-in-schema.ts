import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a field that is not in the SCHEMA is left out, and named once",
  runs: [[schemaLine("extra", { id }), recordLine("extra", { id: 1, more: 1 })]],
  query: "select id::int from t.extra",
  rows: [[1]],
  log: /field "more" is not in the SCHEMA of stream "extra"/,
};
