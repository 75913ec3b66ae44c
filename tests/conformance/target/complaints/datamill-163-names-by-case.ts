import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co/target-postgres#163: names that differ in case only collide",
  runs: [streamLines("cases", { Name: string, name: string }, [{ id: 1, Name: "A", name: "a" }])],
  query: `select "Name", name from t.cases`,
  rows: [["A", "a"]],
};
