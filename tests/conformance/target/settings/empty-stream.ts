import { schemaLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an empty stream has a table by its SCHEMA alone, but for datamill-co's setting",
  runs: [[schemaLine("empty_stream", { id }), stateLine({ at: 1 })]],
  query: "select count(*)::int from t.empty_stream",
  rows: [[0]],
  states: ['{"at":1}'],
};
