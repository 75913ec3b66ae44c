import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#266, #329: load_method append-only is advertised and ignored",
  settings: { load_method: "append-only", append_only_strict: true },
  runs: [streamLines("appended", {}, [{ id: 1 }]), streamLines("appended", {}, [{ id: 1 }])],
  query: "select id::int from t.appended",
  rows: [[1], [1]],
};
