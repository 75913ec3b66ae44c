import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#37, #163: all streams go into one schema",
  settings: { schema_mapping: { crm: { target_schema: "sales" } } },
  runs: [
    [...streamLines("crm-placed", {}, [{ id: 1 }]), ...streamLines("elsewhere", {}, [{ id: 2 }])],
  ],
  query: "select (select id::int from sales.placed) as a, (select id::int from t.elsewhere) as b",
  rows: [[1, 2]],
};
