import { recordLine, schemaLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { id, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "reserved words are names like any other",
  runs: [
    [
      schemaLine("every_keyword", {
        id,
        ...Object.fromEntries(
          ["user", "table", "order", "group", "column", "limit", "all", "null", "true", "desc"].map(
            (word) => [word, string],
          ),
        ),
      }),
      recordLine("every_keyword", { id: 1, user: "u", order: "o" }),
    ],
  ],
  query: `select "user", "order" from t.every_keyword`,
  rows: [["u", "o"]],
};
