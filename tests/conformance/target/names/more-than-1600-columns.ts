import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "more than 1600 columns are an error that says how to have fewer",
  runs: [
    [
      schemaLine("wide", {
        id,
        ...Object.fromEntries(Array.from({ length: 1700 }, (_, index) => [`c${index}`, string])),
      }),
      recordLine("wide", { id: 1 }),
    ],
  ],
  error: /1600/,
};
