import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "validation refuses what does not match, naming line and column",
  runs: [streamLines("validated", { v: { type: "string", maxLength: 2 } }, [{ id: 1, v: "abc" }])],
  error: /^line 2 \(stream "validated", column "v"\): does not match the schema/,
};
