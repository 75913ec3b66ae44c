import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "private keys of taps in a SCHEMA are ignored",
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
};
