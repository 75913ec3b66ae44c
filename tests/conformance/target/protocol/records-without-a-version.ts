import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "records without a version are of an older one: an activation removes them, not in silence",
  settings: { hard_delete: true },
  runs: [[...streamLines("s", {}, [{ id: 1 }, { id: 2 }]), activateLine("s", 7)]],
  query: "select count(*)::int from t.s",
  rows: [[0]],
  log: /records of stream "s" came without a version.*removed 2 rows/s,
};
