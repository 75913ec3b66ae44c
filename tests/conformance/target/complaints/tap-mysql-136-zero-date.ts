import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "tap-mysql#136: 0000-00-00 is no date, and nobody says where it was",
  runs: [streamLines("zero", { v: dateTime }, [{ id: 1, v: "0000-00-00T00:00:00Z" }])],
  error: /^line 2 \(stream "zero", column "v"\): .*on_invalid_date/,
};
