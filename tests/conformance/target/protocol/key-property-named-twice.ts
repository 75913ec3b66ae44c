import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a key property that is named twice is one column of the key",
  runs: [
    [
      schemaLine("named_twice", { id }, ["id", "id"]),
      recordLine("named_twice", { id: 1 }),
      recordLine("named_twice", { id: 1 }),
    ],
  ],
  query: "select id::int from t.named_twice",
  rows: [[1]],
};
