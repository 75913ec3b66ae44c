import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "transferwise/pipelinewise#648: a key whose type changes breaks NOT NULL",
  runs: [
    streamLines("retyped", {}, [{ id: 1 }]),
    streamLines("retyped", { id: string }, [{ id: "1" }, { id: "a" }]),
  ],
  query: "select id from t.retyped order by id",
  rows: [["1"], ["a"]],
};
