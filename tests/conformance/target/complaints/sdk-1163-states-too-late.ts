import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#1163: states come after five minutes, however early they are safe",
  settings: { batch_size_rows: 1 },
  runs: [
    Array.from({ length: 5 }, (_, at) => [
      ...streamLines("early", {}, [{ id: at }]),
      stateLine({ at }),
    ]).flat(),
  ],
  states: ['{"at":0}', '{"at":4}'],
};
