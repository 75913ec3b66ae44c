import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "an unknown type is fatal, as everywhere",
  runs: [['{"type":"HELLO"}']],
  error: /^line 1: unknown message type "HELLO"/,
};
