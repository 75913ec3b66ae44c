import type { Situation } from "../situation.ts";
import { small, streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "on_type_change fail stops, as MeltanoLabs' target always does",
  settings: { on_type_change: "fail" },
  runs: [
    streamLines("failing", { v: small }, [{ id: 1, v: 1 }]),
    streamLines("failing", { v: string }, [{ id: 2 }]),
  ],
  error: /^line 1 \(stream "failing"\): .*on_type_change/,
};
