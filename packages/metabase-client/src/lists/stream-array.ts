import { isObject, parseJson } from "../bodies/read-body.ts";
import { notAList } from "../bodies/read-json.ts";
import { BROKEN_JSON, unexpectedBody } from "../bodies/unexpected-body.ts";
import type { Response } from "../connection/exchange.ts";
import { IncompleteListError } from "../errors.ts";
import type { Query } from "../requests/query.ts";
import type { Read } from "../requests/read.ts";
import type { RequestBody } from "../requests/request-body.ts";
import { ArrayScanner } from "./array-scanner.ts";
import { SpoolFile } from "./spool-file.ts";

/** Of a body that turns out wrong; an error message shows less. */
const BEGINNING_BYTES = 4096;

/** A list that may be larger than memory. */
export interface LargeList {
  readonly read: Read;
  readonly redact: (text: string) => string;
  readonly path: string;
  readonly query: Query | undefined;
  /** The name of the list in an envelope. @default "data" */
  readonly member: string | undefined;
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
      yield JSON.parse(element.toString("utf8"));
    }
  } finally {
    await spool.close();
  }
}

async function spoolList(
  response: Response,
  { redact, member = "data" }: Pick<LargeList, "redact" | "member">,
): Promise<SpoolFile> {
  const spool = await SpoolFile.create();
  try {
    const scanner = new ArrayScanner(member);
    let beginning = Buffer.alloc(0);
    let count = 0;
    const wrong = (what: string): Error =>
      unexpectedBody(response, what, redact(beginning.toString("utf8")));

    for await (const chunk of response.body) {
      if (beginning.length < BEGINNING_BYTES) {
        beginning = Buffer.concat([beginning, chunk.subarray(0, BEGINNING_BYTES)]);
      }
      const elements = scanner.push(chunk);
      // Each element is parsed here only to know that it can be: the list is proven before its first
      // record, and that hides in the time that the server takes (250 MB/s on one core).
      if (!elements.every(isJson)) throw wrong(BROKEN_JSON);
      count += elements.length;
      await spool.write(elements);
      if (scanner.isBroken) break;
    }
    await spool.flush();

    if (response.status === 204) return spool;
    const frame = parseJson(scanner.frame());
    // Behind good elements it is damage, such as a proxy's error page in the middle.
    if (scanner.isBroken)
      throw wrong(count > 0 ? BROKEN_JSON : "something else than a list of objects");
    if (!isList(frame, member)) {
      throw notAList(response, frame, redact, beginning.toString("utf8"));
    }
    requireTotal(response, frame, count);
    return spool;
  } catch (error) {
    await spool.close();
    throw error;
  }
}

/** What is left of a list without its elements; `null` is Metabase's word for a list that is not there. */
function isList(frame: unknown, member: string): boolean {
  return frame === null || Array.isArray(frame) || (isObject(frame) && isEmptyList(frame[member]));
}

function isEmptyList(value: unknown): boolean {
  return value === null || Array.isArray(value);
}

/** An envelope without a limit promises everything, and says how much that is. */
function requireTotal({ method, path }: Response, frame: unknown, count: number): void {
  if (!isObject(frame) || typeof frame["limit"] === "number") return;
  const { total } = frame;
  if (typeof total !== "number" || count >= total) return;
  throw new IncompleteListError(path, `${method} ${path}: ${count} rows of ${total}`);
}

function isJson(element: Buffer): boolean {
  return parseJson(element.toString("utf8")) !== undefined;
}
