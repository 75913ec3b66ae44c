import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a right that is missing is told with the GRANT that gives it",
  before: "create role may_nothing",
  settings: { before_run_sql: "set role may_nothing" },
  runs: [[...streamLines("forbidden", {}, [{ id: 1 }]), stateLine({ at: 1 })]],
  error: /SQLSTATE 42501\).*GRANT USAGE, CREATE ON SCHEMA/,
  states: [],
};
