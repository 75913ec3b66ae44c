import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "a type that cannot be had without loss goes on in a column beside, named alike in every run",
  runs: [
    streamLines("variant", { v: { type: "string", format: "time" } }, [{ id: 1, v: "12:00:00" }]),
    streamLines("variant", { v: string }, [{ id: 2, v: "noon" }]),
    streamLines("variant", { v: string }, [{ id: 3, v: "night" }]),
  ],
  query: "select v::text, v__text from t.variant order by id",
  rows: [
    ["12:00:00", null],
    [null, "noon"],
    [null, "night"],
  ],
};
