import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "load_method append-only of MeltanoHub's definition stays an upsert, and says so",
  settings: { load_method: "append-only" },
  runs: [streamLines("said", {}, [{ id: 1 }]), streamLines("said", {}, [{ id: 1 }])],
  query: "select id::int from t.said",
  rows: [[1]],
  log: /append_only_strict/,
};
