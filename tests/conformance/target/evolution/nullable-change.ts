import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a column that was NOT NULL takes NULL when the source has it",
  before: "create table t.nulled (id bigint primary key, v bigint not null)",
  runs: [streamLines("nulled", { v: { type: ["integer", "null"] } }, [{ id: 1, v: null }])],
  query: "select v from t.nulled",
  rows: [[null]],
};
