import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "transferwise/pipelinewise-target-postgres#109: tables cannot be overwritten",
  settings: { load_method: "overwrite", overwrite_at_end: true },
  runs: [
    streamLines("at_end", {}, [{ id: 1 }]),
    [...streamLines("at_end", {}, [{ id: 2 }]), stateLine({ at: 2 })],
  ],
  query: "select id::int from t.at_end",
  rows: [[2]],
  states: ['{"at":2}'],
};
