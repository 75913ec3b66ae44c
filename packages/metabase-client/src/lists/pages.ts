import { isObject, parseJson, readText } from "../bodies/read-body.ts";
import { notAList } from "../bodies/read-json.ts";
import { unexpectedBody } from "../bodies/unexpected-body.ts";
import { IncompleteListError } from "../errors.ts";
import type { Query } from "../requests/query.ts";
import type { Read } from "../requests/read.ts";

/** A list that is read page by page. */
export interface PagedList {
  readonly read: Read;
  readonly redact: (text: string) => string;
  readonly path: string;
  readonly query: Query | undefined;
  readonly pageSize: number;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string | number };

interface Page {
  readonly rows: readonly Row[];
  /** Undefined when the server names none. */
  readonly total: number | undefined;
}

/**
 * Reads a list with `limit` and `offset` (always both: Metabase fills in the missing one with a
 * default of its own) and hands out each `id` once.
 *
 * Metabase has no stable cursor: a row added or removed meanwhile shifts the ones behind it, so that
 * others are seen twice or not at all. The counts tell. Then the list is read once more, and what the
 * first pass missed is handed out. The second pass asks for one row more a page, so that a server that
 * ignores `limit` and happens to have exactly one page of rows can be told from one that repeats it.
 *
 * @throws {IncompleteListError} when the second pass does not add up either
 */
export async function* readPages(list: PagedList): AsyncGenerator<Record<string, unknown>> {
  const handedOut = new Set<string | number>();
  let problem = "";
  for (const limit of [list.pageSize, list.pageSize + 1]) {
    const seen = new Set<string | number>();
    const totals = new Set<number>();
    let count = 0;
    for (let offset = 0, isLast = false; !isLast; offset += limit) {
      const { rows, total } = await readPage(list, limit, offset);
      const sizeBefore = seen.size;
      for (const row of rows) {
        seen.add(row.id);
        if (handedOut.has(row.id)) continue;
        handedOut.add(row.id);
        yield row;
      }
      count += rows.length;
      if (total !== undefined) totals.add(total);
      const end = total ?? (rows.length < limit ? 0 : Number.POSITIVE_INFINITY);
      // Longer than asked for: the server does not page and has sent everything.
      isLast = seen.size === sizeBefore || rows.length > limit || offset + limit >= end;
    }
    problem = findProblem(seen.size, count, [...totals]);
    if (problem === "") return;
  }
  throw new IncompleteListError(
    list.path,
    `GET ${list.path}: the pages do not add up, also when read again: ${problem}; was the list being changed meanwhile? Run again`,
  );
}

function findProblem(distinct: number, count: number, totals: readonly number[]): string {
  if (totals.length > 1) return `the total changed from ${totals.join(" to ")}`;
  if (distinct !== (totals[0] ?? distinct)) return `${distinct} rows of ${totals[0]}`;
  return distinct === count ? "" : `${count - distinct} rows came twice`;
}

function readPage(list: PagedList, limit: number, offset: number): Promise<Page> {
  return list.read(list.path, { ...list.query, limit, offset }, async (response) => {
    const text = await readText(response);
    if (response.status === 204) return { rows: [], total: undefined };
    const value = parseJson(text);
    const rows = isObject(value) ? value["data"] : value;
    if (!Array.isArray(rows)) throw notAList(response, value, list.redact, text);
    if (!rows.every(isRow))
      throw unexpectedBody(response, "a row without an id", list.redact(text));
    const total = isObject(value) ? value["total"] : undefined;
    return { rows, total: typeof total === "number" ? total : undefined };
  });
}

function isRow(value: unknown): value is Row {
  return isObject(value) && (typeof value["id"] === "number" || typeof value["id"] === "string");
}
