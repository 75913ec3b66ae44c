import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a setting that cannot be honoured is an error",
  settings: { "dialect+driver": "mysql+pymysql" },
  runs: [[]],
  error: /setting "dialect\+driver" is not supported/,
};
