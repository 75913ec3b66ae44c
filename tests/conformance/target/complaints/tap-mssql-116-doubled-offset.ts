import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "tap-mssql#116: _sdc_deleted_at comes with two offsets",
  runs: [
    streamLines("doubled", { _sdc_deleted_at: dateTime }, [
      { id: 1, _sdc_deleted_at: "2024-01-01T00:00:00+00:00+00:00" },
    ]),
  ],
  error: /^line 2 \(stream "doubled"\): .*_sdc_deleted_at .*one zone at most/,
};
