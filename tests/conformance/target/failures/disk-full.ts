import { stateLine } from "../../../harness/singer-lines.ts";
import { raising } from "../raising.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a full disk is told with its SQLSTATE and the way out",
  before: raising("disk_full", "53100"),
  runs: [[...streamLines("disk_full", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  error: /failed on purpose \(SQLSTATE 53100\); make room on the server/,
  states: [],
};
