import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "transferwise/pipelinewise#1187, #1188: a date ends as a varchar",
  runs: [
    streamLines("dates", { v: { type: "string", format: "date" } }, [{ id: 1, v: "2024-02-29" }]),
  ],
  query: "select v::text, pg_typeof(v)::text as type from t.dates",
  rows: [["2024-02-29", "date"]],
};
