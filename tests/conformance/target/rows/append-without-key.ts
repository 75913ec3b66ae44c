import { activateLine, recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "rows without a key are appended, and kept by an activation of their own version",
  runs: [
    [
      schemaLine("appended_rows", { v: id }, []),
      recordLine("appended_rows", { v: 1 }, { version: 1 }),
    ],
    [
      schemaLine("appended_rows", { v: id }, []),
      recordLine("appended_rows", { v: 1 }, { version: 2 }),
      recordLine("appended_rows", { v: 1 }, { version: 2 }),
      activateLine("appended_rows", 2),
    ],
  ],
  query: "select count(*)::int from t.appended_rows where _sdc_deleted_at is null",
  rows: [[2]],
};
