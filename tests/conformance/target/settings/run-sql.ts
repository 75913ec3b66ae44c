import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's before_run_sql and after_run_sql",
  settings: {
    before_run_sql: "create table t.steps (step text)",
    after_run_sql: "insert into t.steps select 'after ' || id from t.around",
  },
  runs: [streamLines("around", {}, [{ id: 1 }])],
  query: "select step from t.steps",
  rows: [["after 1"]],
};
