import type { Situation } from "../situation.ts";
import { dateTime, id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a key that its column cannot hold is refused with line and column",
  runs: [
    streamLines("key_refused", { at: dateTime }, [{ at: "2024-01-01T00:00:00Z" }], {
      keys: ["at"],
    }),
    streamLines("key_refused", { at: id }, [{ at: 1 }], { keys: ["at"] }),
  ],
  error: /^line 2 \(stream "key_refused", column "at"\): is not a date/,
};
