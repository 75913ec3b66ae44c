import { recordLine, stateLine } from "../../../harness/singer-lines.ts";
import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

/** So many different characters that nothing compresses them. */
const LONG = Array.from({ length: 9_000 }, (_, place) =>
  String.fromCodePoint(0x4e00 + ((place * 7_919) % 20_000)),
).join("");

export const situation: Situation = {
  title:
    "a key that is too long for its index is told with its line, and what came before is loaded",
  runs: [
    [
      ...streamLines("long_keys", { key: string }, [{ id: 1, key: "short" }], { keys: ["key"] }),
      stateLine({ at: 1 }),
      recordLine("long_keys", { id: 2, key: LONG }),
    ],
  ],
  error: /^line 4 \(stream "long_keys".*\(SQLSTATE 54000\)/,
  query: "select key from t.long_keys",
  rows: [["short"]],
  states: ['{"at":1}'],
};
