import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "pipelinewise's target: a number or a text becomes a double precision that breaks on texts",
  runs: [
    streamLines("mixed", { v: { type: ["number", "string"] } }, [
      { id: 1, v: 1.5 },
      { id: 2, v: "x" },
    ]),
  ],
  query: "select v from t.mixed order by id",
  rows: [["1.5"], ["x"]],
};
