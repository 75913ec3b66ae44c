import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's persist_empty_tables false: no table without a record",
  settings: { persist_empty_tables: false },
  runs: [streamLines("never_filled", {}, [])],
  query: "select to_regclass('t.never_filled')::text",
  rows: [[null]],
};
