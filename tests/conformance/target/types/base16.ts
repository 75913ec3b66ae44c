import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id } from "../stream-lines.ts";

export const situation: Situation = {
  title: "base16, where interpret_content_encoding asks for bytes",
  settings: { interpret_content_encoding: true },
  runs: [
    [
      schemaLine("bytes", { id, v: { type: "string", contentEncoding: "base16" } }),
      recordLine("bytes", { id: 1, v: "0xABC" }),
    ],
  ],
  query: "select v::text from t.bytes",
  rows: [["\\x0abc"]],
};
