import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "MeltanoLabs/target-postgres#60: U+0000 stops the load, and nobody says where it was",
  runs: [streamLines("nul", { v: string }, [{ id: 1, v: "a\0b" }])],
  error: /^line 2 \(stream "nul", column "v"\): .*sanitize_null_text_characters/,
};
