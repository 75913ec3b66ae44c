import { activateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a returning row is deleted no more",
  runs: [
    [...streamLines("returning", {}, [{ id: 1 }], { version: 1 }), activateLine("returning", 1)],
    [...streamLines("returning", {}, [{ id: 2 }], { version: 2 }), activateLine("returning", 2)],
    [...streamLines("returning", {}, [{ id: 1 }], { version: 3 })],
  ],
  query: "select id::int, _sdc_deleted_at is null as lives from t.returning order by id",
  rows: [
    [1, true],
    [2, true],
  ],
};
