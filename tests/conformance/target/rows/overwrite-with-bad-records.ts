import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an overwrite with bad records put aside swaps nothing",
  settings: { load_method: "overwrite", overwrite_at_end: true, on_bad_record: "divert" },
  before: "create table t.partly (id bigint primary key); insert into t.partly values (7)",
  runs: [streamLines("partly", {}, [{ id: 1 }, { id: "x" }])],
  query: "select id::int from t.partly",
  rows: [[7]],
  error: /partly/,
};
