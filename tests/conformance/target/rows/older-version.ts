import type { Situation } from "../situation.ts";
import { streamLines, string } from "../stream-lines.ts";

export const situation: Situation = {
  title: "a record of an older version does not overwrite a newer one, as in datamill-co's target",
  runs: [
    streamLines("versioned", { v: string }, [{ id: 1, v: "new" }], { version: 2 }),
    streamLines("versioned", { v: string }, [{ id: 1, v: "old" }], { version: 1 }),
  ],
  query: "select v, _sdc_table_version::int from t.versioned",
  rows: [["new", 2]],
};
