import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

const any = { type: ["string", "integer", "boolean", "object", "array", "null"] };

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#434: U+0000 is replaced one level deep only",
  settings: { sanitize_null_text_characters: true },
  runs: [streamLines("nul_inside", { v: any }, [{ id: 1, v: { a: [{ "k\0": "a\0b" }] } }])],
  query: "select v #>> '{a}' from t.nul_inside",
  rows: [['[{"k\uFFFD": "a\uFFFDb"}]']],
};
