import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "two names that become equal in lower case, a duplicate in pipelinewise's target",
  settings: { column_name_style: "lower" },
  runs: [
    [
      schemaLine("folded", { id, A: string, a: string }),
      recordLine("folded", { id: 1, A: "A", a: "a" }),
    ],
  ],
  query:
    "select count(distinct attname)::int from pg_attribute where attrelid = 't.folded'::regclass and attname ~ '^a'",
  rows: [[2]],
};
