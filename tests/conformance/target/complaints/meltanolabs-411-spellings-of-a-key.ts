import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#411: two spellings of one key in a batch end in UniqueViolation",
  runs: [
    [
      schemaLine("spelled", { id: { type: "string", format: "date-time" }, v: string }),
      recordLine("spelled", { id: "2024-01-01T00:00:00Z", v: "first" }),
      recordLine("spelled", { id: "2024-01-01T00:00:00.000Z", v: "second" }),
      recordLine("spelled", { id: "2024-01-01T01:00:00+01:00", v: "third" }),
    ],
  ],
  query: "select v from t.spelled",
  rows: [["third"]],
};
