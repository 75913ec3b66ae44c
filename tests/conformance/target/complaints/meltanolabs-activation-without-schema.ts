import { activateLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "MeltanoLabs' target: an activation of a stream without a SCHEMA crashes",
  runs: [[activateLine("unheard", 1), stateLine({ at: 1 })]],
  states: ['{"at":1}'],
};
