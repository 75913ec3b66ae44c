import { chooseAuthentication } from "./authentication/authentication.ts";
import { createCredentials } from "./authentication/create-credentials.ts";
import { noCredentials } from "./authentication/credentials.ts";
import { readArray, readObject } from "./bodies/read-json.ts";
import { createAgent } from "./connection/agent.ts";
import { normaliseBaseUrl } from "./connection/base-url.ts";
import { copyAnswers } from "./connection/copy-answers.ts";
import { createExchange, type Exchange } from "./connection/exchange.ts";
import { fetchInLargeChunks } from "./connection/fetch-in-large-chunks.ts";
import { followSignal } from "./connection/follow-signal.ts";
import { commonHeaders } from "./connection/headers.ts";
import { observeExchange } from "./connection/observe-exchange.ts";
import { proxyFor } from "./connection/proxy.ts";
import { MetabaseError } from "./errors.ts";
import { AnswerTimings, type ClientFacts } from "./facts.ts";
import { readPages, readPagesAsTheyCome } from "./lists/pages.ts";
import { streamArray } from "./lists/stream-array.ts";
import {
  type ClientLog,
  completeLimits,
  type MetabaseClientOptions,
  type RequestEvent,
} from "./options.ts";
import type { Query } from "./requests/query.ts";
import { createRead, type Read } from "./requests/read.ts";
import type { RequestBody } from "./requests/request-body.ts";
import { createRequestLimiter } from "./requests/request-limiter.ts";
import { sleep as realSleep } from "./requests/sleep.ts";
import { createSecrets } from "./secrets.ts";
import { readServerInfo, type ServerInfo } from "./server-info.ts";

/** Reads one Metabase instance. Every path starts with `/api/`. */
export interface MetabaseClient {
  /** @throws {UnexpectedBodyError} unless the answer is a JSON object */
  getObject(path: string, query?: Query): Promise<Record<string, unknown>>;
  /** A small list as a whole. @throws {UnexpectedBodyError} unless the answer is a JSON array */
  getArray(path: string, query?: Query): Promise<readonly unknown[]>;
  /**
   * The object that a POST which only reads answers, such as `/api/dataset` or
   * `/api/card/:id/query`. It may be sent more than once.
   *
   * @throws {QueryFailedError} for a query that fails, although the server answers 202
   */
  postObject(path: string, body: RequestBody, query?: Query): Promise<Record<string, unknown>>;
  /**
   * A list of any size in flat memory, bare or as `{"data": […]}`: it is written to a temporary
   * file, checked as a whole, and then handed out one object at a time. `member` is another name
   * for the list in its envelope, such as `tables` in a database's metadata. With a `body` it is a
   * POST that only reads, such as `/api/card/:id/query/json`.
   *
   * @throws {QueryFailedError} for a query that fails, although the server answers 200
   */
  streamArray(
    path: string,
    query?: Query,
    options?: { readonly member?: string; readonly body?: RequestBody },
  ): AsyncIterable<Record<string, unknown>>;
  /**
   * A list that the server pages by `limit` and `offset`: read whole, also while people edit it, then
   * handed out, each row once. With `asTheyCome` each page is handed out at once, for whoever stops
   * reading in the middle, as with a log that is listed newest first.
   *
   * @throws {IncompleteListError} at the end, when several readings do not add up
   */
  streamPages(
    path: string,
    query?: Query,
    options?: { readonly pageSize?: number; readonly asTheyCome?: boolean },
  ): AsyncIterable<Record<string, unknown>>;
  /** Version and edition; asked once, without credentials. */
  serverInfo(): Promise<ServerInfo>;
  /** The same client, which also calls back after every request that goes through this form of it. */
  observed(onRequest: (event: RequestEvent) => void): MetabaseClient;
  /** The user that the credentials stand for. */
  currentUser(): Promise<Record<string, unknown>>;
  /**
   * Ends what is under way, a session that no cache keeps, and the connections. Safe after
   * failures, and twice.
   */
  close(): Promise<void>;
  /** What this client knows about its connection by now. */
  facts(): ClientFacts;
  /** HTTP requests so far, logins and repeats included. */
  readonly requestCount: number;
}

/** What a client reads by. */
type Reads = Pick<
  MetabaseClient,
  "getObject" | "getArray" | "postObject" | "streamArray" | "streamPages"
>;

const DEFAULT_PAGE_SIZE = 200;
const SILENT: ClientLog = { debug() {}, info() {}, warn() {} };

/**
 * Creates a client for one instance and one user. Nothing is sent before the first call.
 *
 * @throws {ConfigurationError} for options that contradict each other or cannot be honoured
 */
export function createMetabaseClient(options: MetabaseClientOptions): MetabaseClient {
  const {
    log = SILENT,
    now = Date.now,
    sleep = realSleep,
    random = Math.random,
    env = process.env,
  } = options;
  const baseUrl = normaliseBaseUrl(options.baseUrl);
  const limits = completeLimits(options);
  const secrets = createSecrets(options.onSecret);
  const authentication = chooseAuthentication(options.authentication);
  const headers = commonHeaders(options);
  const proxy = proxyFor(new URL(baseUrl), env);
  const agent = createAgent({ ...options, ...limits, baseUrl, proxy });
  if (proxy) secrets.add(decodeURIComponent(proxy.password));
  for (const secret of Object.values(options.headers ?? {})) secrets.add(secret);
  if (options.insecureSkipVerify) {
    log.warn("insecure_skip_verify is set: anybody on the way can read and change the traffic");
  }

  const following = followSignal(options.signal);
  const { signal } = following.controller;
  let requestCount = 0;
  const answers = new AnswerTimings();
  const exchange: Exchange = observeExchange(
    copyAnswers(
      createExchange({
        fetch: options.fetch ?? fetchInLargeChunks,
        ...{ agent, proxy, baseUrl, headers },
        idleTimeoutSeconds: limits.idleTimeoutSeconds,
      }),
      options.onAnswer,
    ),
    {
      now,
      onAnswer: (times) => answers.add(times),
      onEnd(event) {
        requestCount += 1;
        options.onRequest?.(event);
      },
    },
  );
  const credentials = createCredentials(authentication, {
    ...{ exchange, secrets, log, now, sleep, signal, baseUrl },
    tokenCache: options.tokenCache,
    lifetimeDays: limits.sessionLifetimeDays,
  });
  const limiter = createRequestLimiter(limits, now);
  const parts = {
    ...{ exchange, limiter, credentials },
    retry: {
      ...{ maxRetries: limits.maxRetries, sleep, random, signal },
      hasAnswered: () => answers.hasAny,
      onRetry: (error: Error, pauseMs: number) =>
        log.warn(`${error.message}; trying again in ${Math.round(pauseMs)} ms`),
    },
    redact: secrets.redact,
    now,
  };
  const readPublicly = createRead({ ...parts, credentials: noCredentials });
  const { redact } = secrets;
  const reads = (read: Read): Reads => ({
    getObject: (path, query) => read(path, query, (response) => readObject(response, redact)),
    getArray: (path, query) => read(path, query, (response) => readArray(response, redact)),
    postObject: (path, body, query) =>
      read(path, query, (response) => readObject(response, redact), body),
    streamArray: (path, query, { member, body } = {}) =>
      streamArray({ read, redact, path, query, member, body, signal }),
    streamPages(path, query, { pageSize = DEFAULT_PAGE_SIZE, asTheyCome = false } = {}) {
      const list = { read, redact, path, query, pageSize, signal };
      return asTheyCome ? readPagesAsTheyCome(list) : readPages(list);
    },
  });

  let serverInfo: Promise<ServerInfo> | undefined;
  const client: MetabaseClient = {
    ...reads(createRead(parts)),
    observed(onRequest) {
      const through = observeExchange(exchange, { now, onEnd: onRequest });
      // Not a copy: the number of requests is the whole client's.
      return Object.assign(
        Object.create(client) as MetabaseClient,
        reads(createRead({ ...parts, exchange: through })),
      );
    },
    serverInfo() {
      serverInfo ??= readServerInfo(readPublicly, secrets.redact, log).catch((error) => {
        serverInfo = undefined;
        throw error;
      });
      return serverInfo;
    },
    currentUser: () => client.getObject("/api/user/current"),
    facts: () => ({
      clockSkewSeconds: answers.clockSkewSeconds,
      latencySeconds: answers.latencySeconds,
      concurrency: limiter.facts,
      credential: credentials.facts,
    }),
    async close() {
      // Ends what is under way: its connections would be torn, and it would try again.
      following.controller.abort(new MetabaseError("the client is closed"));
      following.release();
      await credentials.close();
      agent.destroy();
    },
    get requestCount() {
      return requestCount;
    },
  };
  return client;
}
