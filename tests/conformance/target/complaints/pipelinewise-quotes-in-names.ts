import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "pipelinewise's target: quotes in names break its SQL",
  runs: [streamLines(`qu"ote'd`, { [`a"b'c;--`]: string }, [{ id: 1, [`a"b'c;--`]: "x" }])],
  query: `select "a""b'c;--" from t."qu""ote'd"`,
  rows: [["x"]],
};
