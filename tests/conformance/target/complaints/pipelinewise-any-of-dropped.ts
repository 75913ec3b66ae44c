import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's target: columns of anyOf are dropped in silence",
  runs: [
    streamLines(
      "any_of",
      { v: { anyOf: [{ type: "null" }, { type: "integer" }] }, w: { anyOf: [{}, string] } },
      [{ id: 1, v: 7, w: "x" }],
    ),
  ],
  query: "select v::text, w from t.any_of",
  rows: [["7", "x"]],
};
