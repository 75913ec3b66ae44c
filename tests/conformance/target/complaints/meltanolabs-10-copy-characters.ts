import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#10, #370, #375, #483: COPY came late, and broke on the characters that it gives a meaning to",
  runs: [
    streamLines("copied", { v: string }, [
      { id: 1, v: "\\" },
      { id: 2, v: "\t\n\r\b\f\v" },
      { id: 3, v: "\\." },
      { id: 4, v: "\\N" },
      { id: 5, v: "" },
      { id: 6, v: null },
      { id: 7, v: "\"{},'" },
    ]),
  ],
  query: "select v from t.copied order by id",
  rows: [["\\"], ["\t\n\r\b\f\v"], ["\\."], ["\\N"], [""], [null], ["\"{},'"]],
};
