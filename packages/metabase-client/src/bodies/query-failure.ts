import type { Response } from "../connection/exchange.ts";
import { QueryFailedError } from "../errors.ts";
import { serverMessage } from "../requests/status-error.ts";
import { stringifyExactly } from "./exact-json.ts";
import { isObject } from "./read-body.ts";

/**
 * The failure of a query that comes with a status of success: 202 from `/query` and `/api/dataset`,
 * 200 from an export, where an object with an error stands in the place of the rows.
 *
 * @returns undefined when the body does not report one
 */
export function queryFailure(
  response: Response,
  value: unknown,
  redact: (text: string) => string,
): QueryFailedError | undefined {
  if (!isObject(value)) return undefined;
  const { status, error, error_type: errorType } = value;
  if (status !== "failed" && typeof error !== "string") return undefined;
  return new QueryFailedError(
    response,
    `${response.method} ${response.path}: ${response.status}, but the query failed (server said: ${serverMessage(redact(stringifyExactly(value)))})`,
    typeof errorType === "string" ? errorType : undefined,
  );
}
