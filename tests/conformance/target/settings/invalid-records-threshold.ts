import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's invalid_records_threshold: so many bad records are put aside, not dropped",
  settings: { invalid_records_threshold: 1 },
  runs: [streamLines("partly_bad", {}, [{ id: 1 }, { id: "x" }, { id: 3 }])],
  query: "select id::int from t.partly_bad order by id",
  rows: [[1], [3]],
};
