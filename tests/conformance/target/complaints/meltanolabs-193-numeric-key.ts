import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#193: a numeric key counts by itself",
  runs: [
    [schemaLine("numbered", { id: { type: "number" } }), recordLine("numbered", '{"id":1.50}')],
  ],
  query:
    "select id::text, column_default from t.numbered, information_schema.columns where table_schema = 't' and table_name = 'numbered' and column_name = 'id'",
  rows: [["1.50", null]],
};
