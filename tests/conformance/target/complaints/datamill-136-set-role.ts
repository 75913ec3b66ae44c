import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#136: nothing can set the role that owns what is made",
  settings: {
    before_run_sql:
      "create role owner_of_tables; grant all on schema t to owner_of_tables; set role owner_of_tables",
  },
  runs: [streamLines("owned", {}, [{ id: 1 }])],
  query: "select tableowner::text from pg_tables where tablename = 'owned'",
  rows: [["owner_of_tables"]],
};
