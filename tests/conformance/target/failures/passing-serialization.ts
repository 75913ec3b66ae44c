import { stateLine } from "../../../harness/singer-lines.ts";
import { raising } from "../raising.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a serialization failure is no failure: the batch is repeated",
  before: raising("passing_serialization", "40001", { times: 1 }),
  runs: [[...streamLines("passing_serialization", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  query: "select id::int from t.passing_serialization",
  rows: [[1]],
  states: ['{"at":1}'],
};
