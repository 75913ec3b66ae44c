import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "validate_records false loads what the columns can hold",
  settings: { validate_records: false },
  runs: [streamLines("unchecked", { v: { type: "string", maxLength: 2 } }, [{ id: 1, v: "abc" }])],
  query: "select v from t.unchecked",
  rows: [["abc"]],
};
