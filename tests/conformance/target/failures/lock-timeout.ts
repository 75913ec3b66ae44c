import { stateLine } from "../../../harness/singer-lines.ts";
import { raising } from "../raising.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a lock that does not become free is told when the time for trying is over",
  settings: { retry_for_seconds: 0 },
  before: raising("lock_timeout", "55P03"),
  runs: [[...streamLines("lock_timeout", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  error: /SQLSTATE 55P03\); wait until the other session is done, or raise lock_timeout/,
  states: [],
};
