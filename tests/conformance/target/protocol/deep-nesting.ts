import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "nesting of thousands of levels is no crash",
  runs: [
    [
      schemaLine("deep", { id, v: {} }),
      recordLine("deep", `{"id":1,"v":${"[".repeat(5000)}${"]".repeat(5000)}}`),
    ],
  ],
  query: "select length(v) from t.deep",
  rows: [[10_000]],
};
