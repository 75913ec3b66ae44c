import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's configuration: the whole name, in lower case, other characters as _",
  settings: { compatibility: "datamill", default_target_schema: "t" },
  runs: [streamLines("Shop-Items", {}, [{ id: 1 }])],
  query: "select id::int from t.shop_items",
  rows: [[1]],
};
