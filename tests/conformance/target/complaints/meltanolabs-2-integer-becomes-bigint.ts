import type { Situation } from "../situation.ts";
import { id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#2, #577: the sync stops when an integer needs a wider column",
  runs: [
    streamLines("growing", { v: { type: "integer", minimum: 0, maximum: 9 } }, [{ id: 1, v: 9 }]),
    streamLines("growing", { v: id }, [{ id: 2, v: 2 ** 40 }]),
  ],
  query: "select id::int, v::text, pg_typeof(v)::text from t.growing order by id",
  rows: [
    [1, "9", "bigint"],
    [2, "1099511627776", "bigint"],
  ],
};
