import type { Situation } from "../situation.ts";
import { id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#15: key_properties that change are an error",
  runs: [
    streamLines("rekeyed", { k: id }, [{ id: 1, k: 1 }]),
    streamLines(
      "rekeyed",
      { k: id },
      [
        { id: 1, k: 2 },
        { id: 1, k: 1 },
      ],
      { keys: ["id", "k"] },
    ),
  ],
  query: "select id::int, k::int from t.rekeyed order by k",
  rows: [
    [1, 1],
    [1, 2],
  ],
};
