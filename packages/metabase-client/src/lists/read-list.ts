import { isObject, parseJson } from "../bodies/read-body.ts";
import { notAList } from "../bodies/read-json.ts";
import { BROKEN_JSON, unexpectedBody } from "../bodies/unexpected-body.ts";
import type { Response } from "../connection/exchange.ts";
import { ArrayScanner } from "./array-scanner.ts";

/** Of a body that turns out wrong; an error message shows less. */
const BEGINNING_BYTES = 4096;

/** How a list stands in a body. */
export interface ListForm {
  readonly redact: (text: string) => string;
  /** The name of the list in an envelope. @default "data" */
  readonly member?: string | undefined;
}

/**
 * Reads a list of objects, bare or in an envelope, and gives the text of its elements to `take` as
 * they come, each known to be JSON.
 *
 * @returns what stands around the elements: an envelope, an empty array, or null
 * @throws {UnexpectedBodyError} for another kind of body, or a truncated one
 * @throws {QueryFailedError} for the report of a failed query
 */
export async function readList(
  response: Response,
  { redact, member = "data" }: ListForm,
  take: (elements: readonly Buffer[]) => void | Promise<void>,
): Promise<unknown> {
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
    await take(elements);
    if (scanner.isBroken) break;
  }

  if (response.status === 204) return null;
  const frame = parseJson(scanner.frame());
  // Behind good elements it is damage, such as a proxy's error page in the middle.
  if (scanner.isBroken) {
    throw wrong(count > 0 ? BROKEN_JSON : "something else than a list of objects");
  }
  if (isList(frame, member)) return frame;
  throw notAList(response, frame, redact, beginning.toString("utf8"));
}

/** What is left of a list without its elements; `null` is Metabase's word for a list that is not there. */
function isList(frame: unknown, member: string): boolean {
  return frame === null || Array.isArray(frame) || (isObject(frame) && isEmptyList(frame[member]));
}

function isEmptyList(value: unknown): boolean {
  return value === null || Array.isArray(value);
}

function isJson(element: Buffer): boolean {
  try {
    JSON.parse(element.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}
