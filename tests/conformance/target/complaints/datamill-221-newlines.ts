import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#221: a newline without quotes ends a row",
  runs: [
    streamLines(
      "line_ends",
      { v: string },
      ["\n", "\r\n", "\r", "a\n", "\na", "\u2028", "\u0085"].map((v, key) => ({ id: key, v })),
    ),
  ],
  query: "select v from t.line_ends order by id",
  rows: [["\n"], ["\r\n"], ["\r"], ["a\n"], ["\na"], ["\u2028"], ["\u0085"]],
};
