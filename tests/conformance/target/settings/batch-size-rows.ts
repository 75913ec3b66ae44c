import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "batch_size_rows bounds a transaction",
  settings: { batch_size_rows: 2 },
  runs: [
    streamLines(
      "sized",
      {},
      [1, 2, 3, 4, 5].map((key) => ({ id: key })),
    ),
  ],
  query: "select count(distinct xmin::text)::int from t.sized",
  rows: [[3]],
};
