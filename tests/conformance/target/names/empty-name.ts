import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "an empty name, an error everywhere",
  runs: [[schemaLine("nameless", { id, "": string }), recordLine("nameless", { id: 1, "": "v" })]],
  query: "select v from t.nameless n, jsonb_each_text(to_jsonb(n)) as c (k, v) where v = 'v'",
  rows: [["v"]],
};
