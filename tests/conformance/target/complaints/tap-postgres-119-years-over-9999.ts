import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/tap-postgres#1, #119: years over 9999 cannot be loaded",
  runs: [
    streamLines("years", { v: dateTime }, [
      { id: 1, v: "9999-12-31T23:59:59Z" },
      { id: 2, v: "12024-01-01T00:00:00Z" },
    ]),
  ],
  query: "select v::text from t.years order by id",
  rows: [["9999-12-31 23:59:59"], ["12024-01-01 00:00:00"]],
};
