import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "blank lines, CRLF and a byte order mark, fatal in the SDK",
  runs: [
    [`\uFEFF${schemaLine("framed", { id })}\r`, "", "  \r", `${recordLine("framed", { id: 1 })}\r`],
  ],
  query: "select id::int from t.framed",
  rows: [[1]],
};
