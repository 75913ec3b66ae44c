import { parseExactly } from "../bodies/exact-json.ts";
import { isObject } from "../bodies/read-body.ts";
import type { Response } from "../connection/exchange.ts";
import { IncompleteListError } from "../errors.ts";
import type { Query } from "../requests/query.ts";
import type { Read } from "../requests/read.ts";
import type { RequestBody } from "../requests/request-body.ts";
import { type ListForm, readList } from "./read-list.ts";
import { SpoolFile } from "./spool-file.ts";

/** A list that may be larger than memory. */
export interface LargeList extends ListForm {
  readonly read: Read;
  readonly path: string;
  readonly query: Query | undefined;
  /** Makes it a POST. */
  readonly body: RequestBody | undefined;
  readonly signal: AbortSignal;
}

/**
 * Reads a list into a temporary file, checks it whole, and then hands it out object by object. The
 * server's connection is free as soon as the file is written, however slow the reader is; an answer
 * that breaks off is asked for again, because nothing of it has been handed out yet.
 */
export async function* streamArray(list: LargeList): AsyncGenerator<Record<string, unknown>> {
  const spool = await list.read(
    list.path,
    list.query,
    (response) => spoolList(response, list),
    list.body,
  );
  try {
    for await (const element of spool.read()) {
      list.signal.throwIfAborted();
      yield parseExactly(element.toString("utf8")) as Record<string, unknown>;
    }
  } finally {
    await spool.close();
  }
}

async function spoolList(response: Response, form: ListForm): Promise<SpoolFile> {
  const spool = new SpoolFile();
  try {
    let count = 0;
    const frame = await readList(response, form, (elements) => {
      count += elements.length;
      return spool.write(elements);
    });
    await spool.flush();
    requireTotal(response, frame, count);
    return spool;
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** An envelope without a limit promises everything, and says how much that is. */
function requireTotal({ method, path }: Response, frame: unknown, count: number): void {
  if (!isObject(frame) || typeof frame["limit"] === "number") return;
  const { total } = frame;
  if (typeof total !== "number" || count >= total) return;
  throw new IncompleteListError(path, `${method} ${path}: ${count} rows of ${total}`);
}
