import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "meltano/sdk#3000, #3040: an empty last state wipes the job's",
  runs: [[...streamLines("emptied", {}, [{ id: 1 }]), stateLine({ at: 1 }), stateLine({})]],
  states: ['{"at":1}'],
};
