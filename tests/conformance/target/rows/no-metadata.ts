import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "without add_record_metadata there are no further columns",
  settings: { add_record_metadata: false, activate_version: false },
  runs: [streamLines("bare", {}, [{ id: 1 }])],
  query: "select to_jsonb(b) as b from t.bare b",
  rows: [[{ id: 1 }]],
};
