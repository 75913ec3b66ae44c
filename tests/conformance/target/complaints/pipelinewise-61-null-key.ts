import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "transferwise/pipelinewise-target-postgres#61: a key that is null fails, and nobody says where it was",
  runs: [streamLines("null_key", {}, [{ id: 1 }, { id: null }])],
  error: /^line 3 \(stream "null_key", column "id"\): /,
  query: "select id::int from t.null_key",
  rows: [[1]],
};
