import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "_sdc_extracted_at is the message's time, and NULL without one",
  runs: [
    [
      schemaLine("extracted", { id }),
      recordLine("extracted", { id: 1 }, { time_extracted: "2024-01-01T01:00:00+01:00" }),
      recordLine("extracted", { id: 2 }),
    ],
  ],
  query: "select _sdc_extracted_at::text from t.extracted order by id",
  rows: [["2024-01-01 00:00:00"], [null]],
};
