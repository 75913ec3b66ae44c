import type { ServerObject } from "../records/server-object.ts";
import { entriesOf, isServerObject } from "../records/server-object.ts";
import type { ResultColumn } from "./result-column.ts";

/**
 * Finds the column behind each title of an export, which names columns as people see them: by
 * display name, by the title chosen in the visualization settings, or with the unit of a currency
 * behind it (`Total ($)`). Undefined for a title that no column explains.
 */
export function matchTitles(
  columns: readonly ResultColumn[],
  visualizationSettings: unknown,
): (title: string) => ResultColumn | undefined {
  const chosen = chosenTitles(visualizationSettings);
  const byTitle = new Map<string, ResultColumn>();
  for (const column of columns) {
    byTitle.set(column.title, column);
    const title = chosen.get(column.name);
    if (title !== undefined && !byTitle.has(title)) byTitle.set(title, column);
  }
  return (title) => byTitle.get(title) ?? byTitle.get(title.replace(/ \([^()]*\)$/, ""));
}

/** A row of an export by names of columns instead of titles; what no column explains keeps its title. */
export function toNamedRow(
  row: ServerObject,
  columnOf: (title: string) => ResultColumn | undefined,
): ServerObject {
  return Object.fromEntries(
    Object.entries(row).map(([title, value]) => {
      const column = columnOf(title);
      return column ? [column.name, column.normalize(value)] : [title, value];
    }),
  );
}

/** Titles that more than one column has: an export would keep one of them only. */
export function repeatedTitles(
  columns: readonly ResultColumn[],
  visualizationSettings: unknown,
): readonly string[] {
  const chosen = chosenTitles(visualizationSettings);
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { name, title } of columns) {
    for (const one of new Set([title, chosen.get(name) ?? title])) {
      if (seen.has(one)) repeated.add(one);
      seen.add(one);
    }
  }
  return [...repeated];
}

/** Titles that people chose, by column name; settings are keyed by `["name","total"]` as text. */
function chosenTitles(settings: unknown): ReadonlyMap<string, string> {
  const perColumn = isServerObject(settings) ? settings["column_settings"] : undefined;
  const titles = entriesOf(perColumn).flatMap(([key, value]) => {
    const name = /^\["name",("(?:[^"\\]|\\.)*")\]$/.exec(key)?.[1];
    const title = (value as ServerObject | null)?.["column_title"];
    return name !== undefined && typeof title === "string"
      ? [[JSON.parse(name) as string, title] as const]
      : [];
  });
  return new Map(titles);
}
