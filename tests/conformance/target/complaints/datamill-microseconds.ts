import type { Situation } from "../situation.ts";
import { dateTime, streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "datamill-co's target: date-times are cut after four digits",
  runs: [streamLines("micros", { v: dateTime }, [{ id: 1, v: "2024-01-01T00:00:00.123456Z" }])],
  query: "select v::text from t.micros",
  rows: [["2024-01-01 00:00:00.123456"]],
};
