import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#208: a large record crashes",
  runs: [streamLines("huge", { v: string }, [{ id: 1, v: "x\n".repeat(3_000_000) }])],
  query: "select length(v) from t.huge",
  rows: [[6_000_000]],
};
