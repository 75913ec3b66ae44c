import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#58: a dash in the name of a stream cuts the name of its table in silence",
  runs: [streamLines("shop-dashed", {}, [{ id: 1 }])],
  query: "select id::int from t.dashed",
  rows: [[1]],
  log: /"shop" before the dash is no part of the name of table "t"\."dashed"/,
};
