import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a batch ends at batch_size_bytes, as at datamill-co's max_batch_size",
  settings: { batch_size_bytes: 1_000_000 },
  runs: [
    streamLines(
      "weighed",
      { v: string },
      [1, 2, 3, 4].map((key) => ({ id: key, v: "x".repeat(700_000) })),
    ),
  ],
  query: "select count(distinct xmin::text) > 1 as several from t.weighed",
  rows: [[true]],
};
