import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a key changes its type and stays a key, unlike pipelinewise's",
  runs: [
    streamLines("key_type", {}, [{ id: 1 }]),
    streamLines("key_type", { id: string }, [{ id: "1" }, { id: "x" }]),
    streamLines("key_type", { id: string }, [{ id: "x" }]),
  ],
  query: "select id from t.key_type order by id",
  rows: [["1"], ["x"]],
};
