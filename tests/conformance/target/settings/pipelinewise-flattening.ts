import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's data_flattening_max_level leaves JSON what is deeper",
  settings: {
    compatibility: "pipelinewise",
    default_target_schema: "t",
    data_flattening_max_level: 1,
  },
  runs: [
    streamLines(
      "flat_json",
      { o: { type: "object", properties: { a: { type: "object", properties: { b: string } } } } },
      [{ id: 1, o: { a: { b: "x" } } }],
    ),
  ],
  query: "select o__a::text from t.flat_json",
  rows: [['{"b": "x"}']],
};
