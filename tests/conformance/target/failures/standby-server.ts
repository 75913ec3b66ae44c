import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a server that only reads is told, with the way to one that writes",
  settings: { before_run_sql: "set default_transaction_read_only = on" },
  runs: [[...streamLines("read_only", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  error: /SQLSTATE 25006\).*connect to the primary server/,
  states: [],
};
