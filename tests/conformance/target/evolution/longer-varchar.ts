import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a varchar of pipelinewise's target takes longer texts",
  before: "create table t.short (id bigint primary key, v varchar(3))",
  runs: [streamLines("short", { v: string }, [{ id: 1, v: "longer" }])],
  query: "select v from t.short",
  rows: [["longer"]],
};
