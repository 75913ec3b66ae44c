import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "load_method upsert merges by key",
  settings: { load_method: "upsert" },
  runs: [
    streamLines("upserted", { v: string }, [
      { id: 1, v: "a" },
      { id: 1, v: "b" },
    ]),
    streamLines("upserted", { v: string }, [{ id: 1, v: "c" }]),
  ],
  query: "select id::int, v from t.upserted",
  rows: [[1, "c"]],
};
