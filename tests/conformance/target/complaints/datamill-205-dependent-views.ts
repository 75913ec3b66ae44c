import { activateLine, recordLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#205: views of a table block its change, or vanish",
  settings: { hard_delete: true },
  before: `create table t.viewed (id bigint primary key, v smallint); create view t.view_of_it as select id, v from t.viewed`,
  runs: [
    [
      ...streamLines("viewed", { v: id }, [{ id: 1, v: 2 ** 40 }]),
      recordLine("viewed", { id: 2, v: 1 }, { version: 2 }),
      activateLine("viewed", 2),
    ],
  ],
  query: "select id::int, v::int from t.view_of_it",
  rows: [[2, 1]],
};
