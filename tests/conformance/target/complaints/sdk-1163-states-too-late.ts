import { recordLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#1163: states come after five minutes, however early they are safe",
  settings: { batch_size_rows: 1 },
  runs: [
    [
      ...streamLines("early", {}, [{ id: 1 }]),
      stateLine({ at: 1 }),
      ...[2, 3, 4, 5].map((id) => recordLine("early", { id })),
      stateLine({ at: 5 }),
    ],
  ],
  states: ['{"at":1}', '{"at":5}'],
};
