import { activateLine, recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "streams interleave, and versions of each are its own",
  runs: [
    [
      schemaLine("one", { id }),
      schemaLine("two", { id }),
      recordLine("one", { id: 1 }, { version: 1 }),
      recordLine("two", { id: 1 }, { version: 9 }),
      recordLine("one", { id: 2 }, { version: 1 }),
      activateLine("one", 1),
    ],
  ],
  query:
    "select (select count(*)::int from t.one) as one, (select count(*)::int from t.two where _sdc_deleted_at is null) as two",
  rows: [[2, 1]],
};
