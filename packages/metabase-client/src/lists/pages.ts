import { parseExactly } from "../bodies/exact-json.ts";
import { isObject } from "../bodies/read-body.ts";
import { unexpectedBody } from "../bodies/unexpected-body.ts";
import { IncompleteListError } from "../errors.ts";
import type { Query } from "../requests/query.ts";
import type { Read } from "../requests/read.ts";
import { type Page, type PageRequest, PageSequence } from "./page-sequence.ts";
import { readList } from "./read-list.ts";
import { SpoolFile } from "./spool-file.ts";

/** A list that is read page by page. */
export interface PagedList {
  readonly read: Read;
  readonly redact: (text: string) => string;
  readonly path: string;
  readonly query: Query | undefined;
  readonly pageSize: number;
  readonly signal: AbortSignal;
}

/** How often a list is read that people keep editing. */
const MOST_READINGS = 3;

/**
 * Reads a list with `limit` and `offset` (always both: Metabase fills in the missing one with a
 * default of its own) into a temporary file, and hands it out when it is known to be whole, each row
 * once. While people edit the list between two pages ({@link PageSequence}) it is read again.
 *
 * @throws {IncompleteListError} behind the rows of the last reading, when that does not add up either
 */
export async function* readPages(list: PagedList): AsyncGenerator<Record<string, unknown>> {
  let problem: string | undefined;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const spool = new SpoolFile();
    try {
      // Another page size each time: a server that ignores `limit`, and happens to have just as many
      // rows, can then be told from one whose first page is full.
      problem = await spoolPages(list, Math.max(2, list.pageSize) + reading, spool);
      if (problem !== undefined && reading + 1 < MOST_READINGS) continue;
      for await (const row of spool.read()) {
        list.signal.throwIfAborted();
        yield parseExactly(row.toString("utf8")) as Record<string, unknown>;
      }
      break;
    } finally {
      await spool.close();
    }
  }
  if (problem !== undefined) throw incomplete(list, problem);
}

/**
 * The same without the file: hands out each page when it is there, so that whoever stops reading
 * saves the others. What a later reading finds beside the rows handed out already comes behind them.
 *
 * @throws {IncompleteListError} at the end, when the last reading does not add up either
 */
export async function* readPagesAsTheyCome(
  list: PagedList,
): AsyncGenerator<Record<string, unknown>> {
  const handedOut = new Set<string>();
  let problem: string | undefined;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const sequence = new PageSequence(Math.max(2, list.pageSize) + reading);
    while (sequence.next) {
      const { rows, ...page } = await readPage(list, sequence.next);
      for (const index of sequence.add(page)) {
        const key = page.keys[index] as string;
        if (handedOut.has(key)) continue;
        handedOut.add(key);
        yield parseExactly((rows[index] as Buffer).toString("utf8")) as Record<string, unknown>;
      }
    }
    problem = sequence.problem;
    if (problem === undefined) return;
  }
  throw incomplete(list, problem);
}

function incomplete(list: PagedList, problem: string | undefined): IncompleteListError {
  return new IncompleteListError(
    list.path,
    `GET ${list.path}: the pages do not add up, although they were read ${MOST_READINGS} times: ${problem}; is the list being changed all the time? Run again`,
  );
}

async function spoolPages(
  list: PagedList,
  limit: number,
  spool: SpoolFile,
): Promise<string | undefined> {
  const sequence = new PageSequence(limit);
  while (sequence.next) {
    const { rows, ...page } = await readPage(list, sequence.next);
    await spool.write(sequence.add(page).map((index) => rows[index] as Buffer));
  }
  await spool.flush();
  return sequence.problem;
}

function readPage(
  list: PagedList,
  request: PageRequest,
): Promise<Page & { readonly rows: readonly Buffer[] }> {
  return list.read(list.path, { ...list.query, ...request }, async (response) => {
    const rows: Buffer[] = [];
    const frame = await readList(response, list, (elements) => void rows.push(...elements));
    const keys = rows.map((row) => {
      const fields: Readonly<Record<string, unknown>> = JSON.parse(row.toString("utf8"));
      const key = keyOf(fields);
      if (key !== undefined) return key;
      const names = `it has ${Object.keys(fields).join(", ")}`;
      throw unexpectedBody(response, "a row without an id", names);
    });
    const total = isObject(frame) ? frame["total"] : undefined;
    return { rows, keys, total: typeof total === "number" ? total : undefined };
  });
}

/** Lists of several kinds of things (search, items of a collection) count each kind's ids for itself. */
function keyOf(row: Readonly<Record<string, unknown>>): string | undefined {
  const { id, model } = row;
  if (typeof id !== "number" && typeof id !== "string") return undefined;
  return JSON.stringify([model ?? null, id]);
}
