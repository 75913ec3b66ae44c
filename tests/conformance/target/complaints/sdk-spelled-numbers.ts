import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk: validation and tables differ by how a number is spelled",
  runs: [
    [
      schemaLine("spelled_numbers", { id }),
      recordLine("spelled_numbers", '{"id":1.0}'),
      recordLine("spelled_numbers", '{"id":1e0}'),
    ],
  ],
  query: "select id::int from t.spelled_numbers",
  rows: [[1]],
};
