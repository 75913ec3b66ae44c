import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "log-based deletes without hard_delete keep the row and its mark",
  runs: [
    streamLines("soft", { _sdc_deleted_at: dateTime }, [
      { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00Z" },
    ]),
  ],
  query: "select _sdc_deleted_at::text from t.soft",
  rows: [["2024-01-01 00:00:00"]],
};
