import { columnsOf } from "../columns-of.ts";
import type { Situation } from "../situation.ts";
import { id, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a column that holds what comes keeps its type",
  before: "create table t.holding (id bigint primary key, v text)",
  runs: [streamLines("holding", { v: id }, [{ id: 1, v: 7 }])],
  query: columnsOf("holding"),
  rows: [
    ["id", "bigint"],
    ["v", "text"],
  ],
};
