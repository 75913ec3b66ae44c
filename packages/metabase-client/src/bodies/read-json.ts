import type { Response } from "../connection/exchange.ts";
import { isObject, parseJson, readText } from "./read-body.ts";
import { BROKEN_JSON, unexpectedBody } from "./unexpected-body.ts";

/**
 * Reads a body that must be one JSON object.
 *
 * @throws {UnexpectedBodyError} for anything else, also for a query's failure that comes with 202
 */
export async function readObject(
  response: Response,
  redact: (text: string) => string,
): Promise<Record<string, unknown>> {
  const text = await readText(response);
  const value = parseJson(text);
  if (isObject(value) && !isFailure(response, value)) return value;
  throw unexpectedBody(response, describe(response, value), redact(text));
}

/**
 * Reads a body that must be one JSON array. Metabase answers 204 or `null` where it has no list.
 *
 * @throws {UnexpectedBodyError} for anything else
 */
export async function readArray(
  response: Response,
  redact: (text: string) => string,
): Promise<readonly unknown[]> {
  const text = await readText(response);
  if (response.status === 204) return [];
  const value = parseJson(text);
  if (value === null) return [];
  if (Array.isArray(value)) return value;
  throw unexpectedBody(response, describe(response, value), redact(text));
}

/** What a value is that was not expected, for {@link unexpectedBody}. */
export function describe(response: Response, value: unknown): string {
  if (value === undefined) return BROKEN_JSON;
  if (isFailure(response, value)) return "the report of a failure";
  if (Array.isArray(value)) return "a list where an object should be";
  return isObject(value) ? "an object where a list should be" : "a value of another kind";
}

/** Metabase reports the failure of a query with 202 and `status: "failed"`. */
function isFailure(response: Response, value: unknown): boolean {
  return response.status === 202 && isObject(value) && value["status"] === "failed";
}
