import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "default in the schema is ignored, as by MeltanoLabs' target",
  runs: [streamLines("default_value", { v: { ...string, default: "x" } }, [{ id: 1 }])],
  query: "select v from t.default_value",
  rows: [[null]],
};
