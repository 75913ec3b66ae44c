import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "tap-mysql#136: 0000-00-00 cannot become NULL",
  settings: { on_invalid_date: "null" },
  runs: [streamLines("zero_null", { v: dateTime }, [{ id: 1, v: "0000-00-00T00:00:00Z" }])],
  query: "select v from t.zero_null",
  rows: [[null]],
};
