import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#205: a swap of tables is blocked by views, or loses them",
  settings: { load_method: "overwrite", overwrite_at_end: true },
  before:
    "create table t.seen (id bigint primary key); create view t.seen_view as select id from t.seen; create role reader_of_swaps; grant select on t.seen to reader_of_swaps",
  runs: [streamLines("seen", {}, [{ id: 1 }]), streamLines("seen", {}, [{ id: 2 }])],
  query:
    "select id::int, has_table_privilege('reader_of_swaps', 't.seen', 'select') as may from t.seen_view",
  rows: [[2, true]],
};
