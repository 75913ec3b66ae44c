import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's target: empty texts, lists and objects become NULL",
  runs: [
    streamLines("empties", { v: string, a: { type: "array" }, o: { type: "object" } }, [
      { id: 1, v: "", a: [], o: {} },
      { id: 2 },
    ]),
  ],
  query: "select v, a::text, o::text from t.empties order by id",
  rows: [
    ["", "[]", "{}"],
    [null, null, null],
  ],
};
