import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a table, grants and an index where schema_mapping places them",
  before: "create role reader_of_rows",
  settings: {
    schema_mapping: {
      shop: {
        target_schema: "store",
        target_schema_select_permissions: ["reader_of_rows"],
        indices: { placed: ["v"] },
      },
    },
  },
  runs: [streamLines("shop-placed", { v: string }, [{ id: 1, v: "a" }])],
  query:
    "select has_table_privilege('reader_of_rows', 'store.placed', 'select') as may, (select count(*)::int from pg_indexes where schemaname = 'store' and tablename = 'placed') as indexes",
  rows: [[true, 2]],
};
