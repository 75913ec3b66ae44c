import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's sequence of a message is no fault",
  runs: [[schemaLine("sequenced", { id }), recordLine("sequenced", { id: 1 }, { sequence: 7 })]],
  query: "select id::int from t.sequenced",
  rows: [[1]],
};
