import { stateLine } from "../../../harness/singer-lines.ts";
import { raising } from "../raising.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a statement that takes too long is told with the setting that allows more",
  before: raising("canceled_statement", "57014"),
  runs: [[...streamLines("canceled_statement", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  error: /SQLSTATE 57014\); raise statement_timeout/,
  states: [],
};
