import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "types in lower case, as the specification has it",
  runs: [
    [
      schemaLine("lower_case", { id }).replace("SCHEMA", "schema"),
      recordLine("lower_case", { id: 1 }).replace("RECORD", "record"),
    ],
  ],
  query: "select id::int from t.lower_case",
  rows: [[1]],
};
