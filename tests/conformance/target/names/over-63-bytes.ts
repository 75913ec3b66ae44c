import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

const [ascii, umlauts] = ["y".repeat(64), "ü".repeat(40)];

export const situation: Situation = {
  title: "names over 63 bytes load, and comments of columns tell what they stand for",
  runs: [
    [
      ...streamLines(ascii, { [ascii]: string }, [{ id: 1, [ascii]: "v" }]),
      ...streamLines(umlauts, { [umlauts]: string }, [{ id: 1, [umlauts]: "v" }]),
    ],
  ],
  query: `select description, left(relname, 3), length(relname) < 64 as fits
    from pg_description join pg_class on pg_class.oid = objoid
    where description in ('"${ascii}"', '"${umlauts}"') order by relname`,
  rows: [
    [`"${ascii}"`, "yyy", true],
    [`"${umlauts}"`, "üüü", true],
  ],
};
