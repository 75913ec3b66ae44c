import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "activate_version without add_record_metadata is an error of the configuration",
  settings: { add_record_metadata: false, activate_version: true },
  runs: [streamLines("unmarked", {}, [{ id: 1 }])],
  error: /"activate_version" needs "add_record_metadata"/,
  query: "select to_regclass('t.unmarked')::text",
  rows: [[null]],
};
