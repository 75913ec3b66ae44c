import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#3340: overwrite loses the rows before a SCHEMA that changes in the middle",
  settings: { load_method: "overwrite", overwrite_at_end: true },
  runs: [
    [
      ...streamLines("middle", {}, [{ id: 1 }]),
      ...streamLines("middle", { v: string }, [{ id: 2, v: "a" }]),
    ],
  ],
  query: "select id::int, v from t.middle order by id",
  rows: [
    [1, null],
    [2, "a"],
  ],
};
