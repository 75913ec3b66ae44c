import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "primary_key_required makes a stream without a key an error",
  settings: { primary_key_required: true },
  runs: [[schemaLine("must_have", { id }, []), recordLine("must_have", { id: 1 })]],
  error: /primary_key_required/,
};
