import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "nullability: no column but the key's refuses NULL",
  runs: [
    [schemaLine("nullable", { id, v: { type: "integer" } }), recordLine("nullable", { id: 1 })],
  ],
  query:
    "select attname, attnotnull from pg_attribute where attrelid = 't.nullable'::regclass and attname in ('id', 'v') order by 1",
  rows: [
    ["id", true],
    ["v", false],
  ],
};
