import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "flattening stops at its depth, where a text is left",
  settings: { flattening_enabled: true, flattening_max_depth: 1 },
  runs: [
    streamLines(
      "flat",
      {
        o: {
          type: "object",
          properties: { a: string, b: { type: "object", properties: { c: string } } },
        },
      },
      [{ id: 1, o: { a: "x", b: { c: "y" } } }],
    ),
  ],
  query: "select o__a, o__b from t.flat",
  rows: [["x", '{"c":"y"}']],
};
