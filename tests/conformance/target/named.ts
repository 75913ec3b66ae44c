import type { Situation } from "./situation.ts";
import { streamLines, string } from "./stream-lines.ts";

/** A situation in which streams and their properties have these names, all of them of 63 bytes at most. */
export function named(title: string, names: readonly string[]): Situation {
  const selects = names.map(
    (name, place) =>
      `select ${place} as place, ${quote(name, "'")} as name, ${quote(name)} as v from t.${quote(name)}`,
  );
  return {
    title,
    runs: [
      names.flatMap((name) => streamLines(name, { [name]: string }, [{ id: 1, [name]: "v" }])),
    ],
    query: `select name, v from (${selects.join(" union all ")}) as found order by place`,
    rows: names.map((name) => [name, "v"]),
  };
}

function quote(name: string, mark = '"'): string {
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}
