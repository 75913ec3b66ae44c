import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#189, #394, #458: arrays of anything become jsonb[], and true the string 'true'",
  runs: [
    streamLines(
      "nested",
      {
        a: { type: "array" },
        b: { type: "array", items: string },
        c: { type: "array", items: {} },
        d: { type: ["object", "boolean"] },
      },
      [{ id: 1, a: [1, "x", { y: null }], b: ["x", null, '"'], c: [[1]], d: true }],
    ),
  ],
  query:
    "select a::text, b, c::text, jsonb_typeof(d), pg_typeof(a)::text as ta, pg_typeof(b)::text as tb from t.nested",
  rows: [['[1, "x", {"y": null}]', ["x", null, '"'], "[[1]]", "boolean", "jsonb", "text[]"]],
};
