import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's target: the text NULL becomes NULL",
  runs: [streamLines("nulls", { v: string }, [{ id: 1, v: "NULL" }])],
  query: "select v from t.nulls",
  rows: [["NULL"]],
};
