import type { Situation } from "../situation.ts";
import { id, streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "on_type_change variant widens nothing, as datamill-co's columns by type",
  settings: { on_type_change: "variant" },
  runs: [
    streamLines("beside", { v: id }, [{ id: 1, v: 1 }]),
    streamLines("beside", { v: string }, [{ id: 2, v: "x" }]),
  ],
  query: "select v::int, v__text from t.beside order by id",
  rows: [
    [1, null],
    [null, "x"],
  ],
};
