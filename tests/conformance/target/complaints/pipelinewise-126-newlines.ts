import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "transferwise/pipelinewise-target-postgres#126, #131, #132: newlines in texts and JSON are corrupted on their way through CSV",
  runs: [
    streamLines("newlines", { v: string, j: { type: "object" } }, [
      { id: 1, v: "a\nb\tc\\n", j: { v: "a\nb\tc\\n" } },
    ]),
  ],
  query: "select v, j ->> 'v' as inner_v from t.newlines",
  rows: [["a\nb\tc\\n", "a\nb\tc\\n"]],
};
