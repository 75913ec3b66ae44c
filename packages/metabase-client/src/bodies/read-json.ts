import type { Response } from "../connection/exchange.ts";
import { queryFailure } from "./query-failure.ts";
import { isObject, parseJson, readText } from "./read-body.ts";
import { BROKEN_JSON, unexpectedBody } from "./unexpected-body.ts";

/**
 * Reads a body that must be one JSON object.
 *
 * @throws {QueryFailedError} for a query's failure, which comes with 202
 * @throws {UnexpectedBodyError} for anything else
 */
export async function readObject(
  response: Response,
  redact: (text: string) => string,
): Promise<Record<string, unknown>> {
  const text = await readText(response);
  const value = parseJson(text);
  const failure = response.status === 202 && queryFailure(response, value, redact);
  if (failure) throw failure;
  if (isObject(value)) return value;
  throw unexpectedBody(response, describe(value), redact(text));
}

/**
 * Reads a body that must be one JSON array. Metabase answers 204 or `null` where it has no list.
 *
 * @throws {QueryFailedError} for a query's failure in its place
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
  throw notAList(response, value, redact, text);
}

/** The error for a value in the place of a list. `text` is the body that it was read from. */
export function notAList(
  response: Response,
  value: unknown,
  redact: (text: string) => string,
  text: string,
): Error {
  return (
    queryFailure(response, value, redact) ?? unexpectedBody(response, describe(value), redact(text))
  );
}

/** What a value is that was not expected, for {@link unexpectedBody}. */
function describe(value: unknown): string {
  if (value === undefined) return BROKEN_JSON;
  if (Array.isArray(value)) return "a list where an object should be";
  return isObject(value) ? "an object where a list should be" : "a value of another kind";
}
