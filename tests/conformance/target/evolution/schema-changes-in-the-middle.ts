import type { Situation } from "../situation.ts";
import { id, streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a SCHEMA changes in the middle, and the rows before it stay, unlike the SDK's overwrite",
  runs: [
    [
      ...streamLines("middle", { a: string }, [{ id: 1, a: "x" }]),
      ...streamLines("middle", { b: id }, [{ id: 2, b: 5 }]),
      ...streamLines("middle", { a: id }, [{ id: 3, a: 7 }]),
    ],
  ],
  query: "select id::int, a, b::int from t.middle order by id",
  rows: [
    [1, "x", null],
    [2, null, 5],
    [3, "7", null],
  ],
};
