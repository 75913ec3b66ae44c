import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#3444, #3450: what log-based taps mark is never removed by hard_delete",
  settings: { hard_delete: true },
  runs: [
    streamLines("logged", { _sdc_deleted_at: dateTime }, [{ id: 1 }, { id: 2 }]),
    streamLines("logged", { _sdc_deleted_at: dateTime }, [
      { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00Z" },
    ]),
  ],
  query: "select id::int from t.logged",
  rows: [[2]],
};
