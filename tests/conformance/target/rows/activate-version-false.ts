import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "activate_version false removes nothing",
  settings: { activate_version: false, hard_delete: true },
  runs: [
    [...streamLines("inactive", {}, [{ id: 1 }], { version: 1 }), activateLine("inactive", 2)],
  ],
  query: "select id::int from t.inactive",
  rows: [[1]],
};
