import type { Credentials } from "../authentication/credentials.ts";
import { readErrorText } from "../bodies/read-body.ts";
import type { Exchange, Response } from "../connection/exchange.ts";
import { pathWithQuery, type Query } from "./query.ts";
import { encodeBody, type RequestBody } from "./request-body.ts";
import type { RequestLimiter } from "./request-limiter.ts";
import { type RetryOptions, withRetries } from "./retry.ts";
import { statusError } from "./status-error.ts";

/**
 * Reads one address as the client's user: waits for its turn, renews the session once, tries again
 * what may succeed. `consume` gets successful answers only, and runs again for each try. With a body
 * it is a POST, which must be one that only reads.
 */
export type Read = <Result>(
  path: string,
  query: Query | undefined,
  consume: (response: Response) => Promise<Result>,
  body?: RequestBody,
) => Promise<Result>;

/** The parts of a {@link Read}. */
export interface ReadOptions {
  readonly exchange: Exchange;
  readonly credentials: Credentials;
  readonly limiter: RequestLimiter;
  readonly retry: RetryOptions;
  readonly redact: (text: string) => string;
  readonly now: () => number;
}

/** Puts the parts together. */
export function createRead(options: ReadOptions): Read {
  const { credentials, limiter, retry } = options;
  return (path, query, consume, body) => {
    const target = pathWithQuery(path, query);
    const sent = body && encodeBody(body);
    const method = sent ? "POST" : "GET";
    return withRetries(
      (attempt) => limiter.run(path, () => readAuthenticated(attempt), retry.signal),
      retry,
    );

    async function readAuthenticated(
      attempt: number,
      isRepeated = false,
    ): Promise<Awaited<ReturnType<typeof consume>>> {
      const headers = await credentials.headers();
      const outcome = await options.exchange(
        {
          ...{ method, path: target, isRead: true, attempt },
          headers: sent ? { ...headers, "content-type": sent.contentType } : headers,
          ...(sent && { body: sent.body }),
        },
        async (response) => {
          if (response.status === 401) return "unauthenticated";
          credentials.accept(headers);
          await requireSuccess(response);
          return { result: await consume(response) };
        },
        retry.signal,
      );
      if (outcome !== "unauthenticated") return outcome.result;
      credentials.reject(headers, `${method} ${target}`, isRepeated);
      return readAuthenticated(attempt, true);
    }
  };

  async function requireSuccess(response: Response): Promise<void> {
    if (response.status >= 200 && response.status < 300) return;
    const text = options.redact(await readErrorText(response));
    throw statusError({ ...response, text, isRead: true }, options.now());
  }
}
