import { recordLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "everything before a value that only the server refuses is committed",
  before: "create table t.checked (id bigint primary key check (id <> 3))",
  runs: [
    [
      ...streamLines("checked", {}, [{ id: 1 }, { id: 2 }]),
      stateLine({ at: 2 }),
      recordLine("checked", { id: 3 }),
      recordLine("checked", { id: 4 }),
      stateLine({ at: 4 }),
    ],
  ],
  error: /^line 5 \(stream "checked"\): .*check constraint/,
  query: "select id::int from t.checked order by id",
  rows: [[1], [2]],
  states: ['{"at":2}'],
};
