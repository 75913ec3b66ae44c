import type { Situation } from "../situation.ts";
import { streamLines } from "../stream-lines.ts";

export const situation: Situation = {
  title: "stream maps rename, compute and filter",
  settings: {
    stream_maps: { mapped: { __alias__: "renamed", __filter__: "id > 1", twice: "int(id) * 2" } },
  },
  runs: [streamLines("mapped", {}, [{ id: 1 }, { id: 2 }])],
  query: "select id::int, twice::int from t.renamed",
  rows: [[2, 4]],
};
