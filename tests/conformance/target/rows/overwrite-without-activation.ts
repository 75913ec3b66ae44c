import { stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "the SDK drops a table before the first record of its replacement",
  settings: { load_method: "overwrite" },
  before: "create table t.kept (id bigint primary key); insert into t.kept values (7)",
  runs: [[...streamLines("kept", {}, [{ id: 1 }], { version: 1 }), stateLine({ at: 1 })]],
  query: "select id::int from t.kept",
  rows: [[7]],
  error: /overwrite_at_end/,
  states: [],
};
