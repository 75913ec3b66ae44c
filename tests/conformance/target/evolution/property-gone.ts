import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a property that is gone keeps its column, and loses datamill-co's NOT NULL",
  before: "create table t.gone (id bigint primary key, v text not null)",
  runs: [
    streamLines("gone", { v: string }, [{ id: 1, v: "a" }]),
    streamLines("gone", {}, [{ id: 2 }]),
  ],
  query: "select id::int, v from t.gone order by id",
  rows: [
    [1, "a"],
    [2, null],
  ],
};
