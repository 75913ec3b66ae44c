import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs' target: the offset of an instant is dropped where COPY is used",
  runs: [
    streamLines("offsets", { v: { type: "string", format: "date-time" } }, [
      { id: 1, v: "2024-07-01T12:00:00.123456+02:00" },
    ]),
  ],
  query: "select v::text from t.offsets",
  rows: [["2024-07-01 10:00:00.123456"]],
};
