import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "NaN of Python's json is fatal, with the way out",
  runs: [[schemaLine("nan", { id }), recordLine("nan", '{"id":NaN}')]],
  error: /^line 2.*NaN.*make the tap write null/,
};
