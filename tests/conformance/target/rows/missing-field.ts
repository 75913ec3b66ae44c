import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a field that is missing in an update becomes NULL, as everywhere",
  runs: [
    streamLines("missing", { v: string }, [{ id: 1, v: "a" }]),
    streamLines("missing", { v: string }, [{ id: 1 }]),
  ],
  query: "select v from t.missing",
  rows: [[null]],
};
