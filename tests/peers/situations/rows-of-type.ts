import { recordLine, schemaLine } from "../../harness/singer-lines.ts";
import type { Situation } from "../harness/situation.ts";

/** One property `v` of a schema, and a row for each value. A text of JSON stands in the line as it is. */
export function rowsOfType(
  schema: unknown,
  values: readonly unknown[],
  more: Partial<Situation> = {},
): Situation {
  const records = values.map((value, index) => {
    const json = typeof value === "string" ? value : JSON.stringify(value);
    return recordLine("t", `{"id":${index + 1},"v":${json}}`);
  });
  const lines = [schemaLine("t", { id: { type: "integer" }, v: schema }), ...records];
  return { runs: [lines], ...more };
}

/** A text as JSON, for `rowsOfType`. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
