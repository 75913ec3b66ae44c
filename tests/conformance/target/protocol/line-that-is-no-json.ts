import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a line that is no JSON is fatal, and not quoted",
  runs: [["Traceback: secret"]],
  error: /^line 1: not a Singer message(?!.*secret)/,
};
