import type { Situation } from "../situation.ts";
import { id, small, streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "numbers become wider, an error in MeltanoLabs' target, a renamed column in pipelinewise's",
  runs: [
    streamLines("wider", { v: small }, [{ id: 1, v: 9 }]),
    streamLines("wider", { v: id }, [{ id: 2, v: 2 ** 40 }]),
    streamLines("wider", { v: { type: "number" } }, [{ id: 3, v: 0.5 }]),
    streamLines("wider", { v: string }, [{ id: 4, v: "x" }]),
  ],
  query: "select v from t.wider order by id",
  rows: [["9"], ["1099511627776"], ["0.5"], ["x"]],
};
