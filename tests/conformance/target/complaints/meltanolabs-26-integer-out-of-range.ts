import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#26: an integer is out of the range of its column",
  runs: [
    [
      schemaLine("large", { id, v: id }),
      recordLine("large", '{"id":1,"v":2147483648}'),
      recordLine("large", '{"id":2,"v":9223372036854775808}'),
    ],
  ],
  query: "select v::text from t.large order by id",
  rows: [["2147483648"], ["9223372036854775808"]],
};
