import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's target: keys are taken for equal that are equal when joined by commas",
  runs: [
    streamLines(
      "joined",
      { a: string, b: string },
      [
        { id: 1, a: "a,b", b: "c" },
        { id: 1, a: "a", b: "b,c" },
      ],
      { keys: ["id", "a", "b"] },
    ),
  ],
  query: "select a, b from t.joined order by a",
  rows: [
    ["a", "b,c"],
    ["a,b", "c"],
  ],
};
