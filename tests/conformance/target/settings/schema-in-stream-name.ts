import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "without a default schema it is the last but one part of the name",
  settings: { default_target_schema: "" },
  runs: [streamLines("shop-crm-placed", {}, [{ id: 1 }])],
  query: "select id::int from crm.placed",
  rows: [[1]],
};
