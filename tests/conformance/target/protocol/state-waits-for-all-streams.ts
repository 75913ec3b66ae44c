import { recordLine, schemaLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a state waits for all streams, unlike pipelinewise's merged ones",
  settings: { batch_size_rows: 2 },
  runs: [
    [
      schemaLine("slow", { id, v: { type: "string", format: "uuid" } }),
      schemaLine("fast", { id }),
      recordLine("slow", { id: 1, v: "no uuid" }),
      recordLine("fast", { id: 1 }),
      stateLine({ at: 1 }),
      recordLine("fast", { id: 2 }),
    ],
  ],
  error: /^line 3 \(stream "slow"/,
  states: [],
};
