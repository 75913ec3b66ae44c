import { recordLine, schemaLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a state that lies behind a failing line is never written",
  runs: [
    [
      schemaLine("failing", { id }),
      stateLine({ at: 1 }),
      recordLine("failing", { id: "x" }),
      stateLine({ at: 2 }),
    ],
  ],
  error: /^line 3 /,
  states: ['{"at":1}'],
};
