import { recordLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a RECORD without its SCHEMA is fatal",
  runs: [[recordLine("unknown", { id: 1 })]],
  error: /^line 1 \(stream "unknown"\): RECORD without a SCHEMA/,
};
