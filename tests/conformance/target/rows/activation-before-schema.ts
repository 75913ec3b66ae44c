import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an activation before the SCHEMA, a KeyError in the SDK, removes nothing",
  runs: [
    [
      activateLine("early", 1),
      ...streamLines("early", {}, [{ id: 1 }], { version: 1 }),
      activateLine("early", 1),
    ],
  ],
  query: "select id::int from t.early",
  rows: [[1]],
};
