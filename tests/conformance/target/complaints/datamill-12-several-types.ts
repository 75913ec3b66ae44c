import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#12: a column of several types is split",
  runs: [
    streamLines("split", { v: { type: ["integer", "string", "boolean"] } }, [
      { id: 1, v: 1 },
      { id: 2, v: "1" },
      { id: 3, v: true },
    ]),
  ],
  query: "select v from t.split order by id",
  rows: [["1"], ["1"], ["true"]],
};
