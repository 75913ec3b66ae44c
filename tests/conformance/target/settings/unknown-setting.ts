import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a setting that nobody knows is a warning",
  settings: { hard_deletes: true },
  runs: [[]],
  log: /hard_deletes.*hard_delete/,
};
