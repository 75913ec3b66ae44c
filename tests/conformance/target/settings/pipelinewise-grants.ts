import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "pipelinewise's default_target_schema_select_permissions: a group may read the schema and its tables",
  before: "create role reads_all",
  settings: {
    default_target_schema: "readable",
    default_target_schema_select_permissions: "reads_all",
  },
  runs: [streamLines("granted", {}, [{ id: 1 }])],
  query: `select has_schema_privilege('reads_all', 'readable', 'usage') as schema,
    has_table_privilege('reads_all', 'readable.granted', 'select') as table`,
  rows: [[true, true]],
};
