import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a schema that is not there is created",
  settings: { default_target_schema: "not there yet" },
  runs: [streamLines("created_with", {}, [{ id: 1 }])],
  query: `select id::int from "not there yet".created_with`,
  rows: [[1]],
};
