import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "airbytehq/airbyte#35654: names of tables are cut at 63 characters, and two become one",
  runs: [
    [
      ...streamLines(`${"y".repeat(63)}a`, {}, [{ id: 1 }]),
      ...streamLines(`${"y".repeat(63)}b`, {}, [{ id: 2 }]),
    ],
  ],
  query: "select count(*)::int from pg_tables where tablename like 'yyyy%'",
  rows: [[2]],
};
