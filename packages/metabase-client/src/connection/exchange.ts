import type { Agent } from "node:http";
import { type Listener, listenTo } from "./listener.ts";
import { followableRedirect } from "./redirect.ts";

/** The part of `fetch` that the client uses; node-fetch is the default. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** What the client passes to `fetch`. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
  /** Keeps connections, trusts certificates, goes through the proxy. Only node-fetch knows it. */
  readonly agent: Agent;
}

/** What the client reads from the answer of `fetch`. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<string | Uint8Array> | null;
}

/** One request, ready to send. */
interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether it only reads, so that it can be sent again after a failure. */
  readonly isRead: boolean;
  /** Counted from 1, for whoever observes. */
  readonly attempt?: number;
}

/** An answer whose body is still on the wire. */
export interface Response {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** Can be read once. Time that the reader takes does not count as silence of the server. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** The parts that every exchange of one client shares. */
export interface ExchangeOptions {
  readonly fetch: Fetch;
  readonly agent: Agent;
  readonly proxy: URL | undefined;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly idleTimeoutSeconds: number;
}

/** Sends one request and gives the answer to `consume`; the connection lives until that ends. */
export type Exchange = <Result>(
  request: Request,
  consume: (response: Response) => Promise<Result>,
  signal: AbortSignal,
) => Promise<Result>;

const MOST_REDIRECTS = 5;

/**
 * Creates the function that does one HTTP exchange: no retry, no authentication, any status.
 * Redirects of reads are followed inside the origin only.
 *
 * The exchange throws {@link NetworkError} when no whole answer comes, {@link RedirectError}, and
 * the signal's reason when it is aborted.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { origin } = new URL(options.baseUrl);
  const server = options.proxy
    ? `${origin} through the proxy ${options.proxy.protocol}//${options.proxy.host}`
    : origin;

  const send = (request: Request, url: string, listener: Listener): Promise<FetchResponse> =>
    listener.wait(
      options.fetch(url, {
        method: request.method,
        headers: { ...options.headers, ...request.headers },
        ...(request.body !== undefined && { body: request.body }),
        redirect: "manual",
        signal: listener.signal,
        agent: options.agent,
      }),
    );

  /** The first answer that is no redirect. */
  const sendAlong = async (request: Request, listener: Listener): Promise<FetchResponse> => {
    let url = options.baseUrl + request.path;
    for (let count = 0; ; count += 1) {
      const response = await send(request, url, listener);
      const location = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || location === null) return response;
      url = followableRedirect({
        ...{ request, url, location },
        baseUrl: options.baseUrl,
        status: response.status,
        isLast: count === MOST_REDIRECTS,
      });
    }
  };

  return async (request, consume, signal) => {
    signal.throwIfAborted();
    const { idleTimeoutSeconds } = options;
    const listener = listenTo(server, { request, idleTimeoutSeconds, signal });
    try {
      const { status, headers, body } = await sendAlong(request, listener);
      return await consume({
        ...{ method: request.method, path: request.path, status, headers },
        body: chunksOf(body, listener),
      });
    } finally {
      // A body that was read to its end has given its connection back; another one is torn here.
      listener.end();
    }
  };
}

async function* chunksOf(
  body: FetchResponse["body"],
  listener: Listener,
): AsyncGenerator<Uint8Array> {
  const chunks = body?.[Symbol.asyncIterator]();
  while (chunks) {
    const { done, value } = await listener.wait(chunks.next());
    if (done) return;
    yield typeof value === "string" ? Buffer.from(value) : value;
  }
}
