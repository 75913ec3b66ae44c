import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "without add_record_metadata, _sdc_ fields of the tap are left out, as by MeltanoLabs' target",
  settings: { add_record_metadata: false, activate_version: false },
  runs: [
    streamLines("tap_metadata", { _sdc_batched_at: dateTime }, [
      { id: 1, _sdc_batched_at: "2024-01-01T00:00:00Z" },
    ]),
  ],
  query: "select to_jsonb(t) as row from t.tap_metadata t",
  rows: [[{ id: 1 }]],
};
