import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title:
    "MeltanoLabs/target-postgres#314: two names that are equal up to 63 bytes end in DuplicateColumn",
  runs: [
    streamLines("long_names", { [`${"x".repeat(63)}a`]: string, [`${"x".repeat(63)}b`]: string }, [
      { id: 1, [`${"x".repeat(63)}a`]: "a", [`${"x".repeat(63)}b`]: "b" },
    ]),
  ],
  query:
    "select col_description(attrelid, attnum) ~ 'x{63}[ab]', length(attname) <= 63 as fits from pg_attribute where attrelid = 't.long_names'::regclass and attname like 'xxx%' order by attnum",
  rows: [
    [true, true],
    [true, true],
  ],
};
