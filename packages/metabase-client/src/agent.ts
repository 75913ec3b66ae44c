import { readFileSync } from "node:fs";
import { Agent, type ClientRequest } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, rootCertificates, type SecureContextOptions } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { ConfigurationError } from "./errors.ts";
import { proxyFor } from "./proxy.ts";

/** What decides how connections are made. */
export interface AgentOptions {
  readonly baseUrl: string;
  readonly connectTimeoutSeconds: number;
  readonly maxConcurrentRequests: number;
  readonly caFile?: string | undefined;
  readonly clientCertFile?: string | undefined;
  readonly clientKeyFile?: string | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Tls = SecureContextOptions & { readonly rejectUnauthorized: boolean };

/**
 * The keep-alive agent of one client: plain, TLS, or through the proxy that the environment names.
 * Through a proxy every connection is a CONNECT tunnel, so that the proxy never sees a credential.
 *
 * @throws {ConfigurationError} for certificate files that cannot be read or used
 */
export function createAgent(options: AgentOptions): Agent {
  const keepAlive = { keepAlive: true, maxSockets: options.maxConcurrentRequests };
  const connectTimeoutMs = options.connectTimeoutSeconds * 1000;
  const tls = readTls(options);
  const proxy = proxyFor(new URL(options.baseUrl), options.env);
  if (proxy) return new TunnelAgent(proxy, { ...keepAlive, connectTimeoutMs, tls });
  return options.baseUrl.startsWith("https:")
    ? withConnectTimeout(
        new HttpsAgent({ ...keepAlive, ...tls }),
        "secureConnect",
        connectTimeoutMs,
      )
    : withConnectTimeout(new Agent(keepAlive), "connect", connectTimeoutMs);
}

/** Ends a connection whose handshake takes too long; Node's own time-outs watch idle time only. */
function withConnectTimeout<A extends Agent>(
  agent: A,
  ready: "connect" | "secureConnect",
  connectTimeoutMs: number,
): A {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, callback): Duplex | null | undefined => {
    const socket = connect(options, callback);
    const timer = setTimeout(
      () => socket?.destroy(connectTimeout(connectTimeoutMs)),
      connectTimeoutMs,
    );
    const stop = (): void => clearTimeout(timer);
    socket?.once(ready, stop).once("close", stop);
    return socket;
  };
  return agent;
}

class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #connectTimeoutMs: number;
  readonly #tls: Tls;

  constructor(
    proxy: URL,
    options: { keepAlive: boolean; maxSockets: number; connectTimeoutMs: number; tls: Tls },
  ) {
    const { connectTimeoutMs, tls, ...keepAlive } = options;
    super(proxy, { ...keepAlive, ...tls });
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#tls = tls;
  }

  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>["connect"]>[1],
  ): Promise<Socket> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(connectTimeout(this.#connectTimeoutMs)),
      this.#connectTimeoutMs,
    );
    this.connectOpts = { ...this.connectOpts, signal: late.signal };
    try {
      // The base class passes TLS options to the proxy only, not to the server behind it.
      return await super.connect(request, { ...options, ...this.#tls });
    } finally {
      clearTimeout(timer);
    }
  }
}

function connectTimeout(milliseconds: number): Error {
  return Object.assign(new Error(`no connection within ${milliseconds / 1000} s`), {
    code: "CONNECT_TIMEOUT",
  });
}

function readTls(options: AgentOptions): Tls {
  const { caFile, clientCertFile, clientKeyFile } = options;
  if ((clientCertFile === undefined) !== (clientKeyFile === undefined)) {
    throw new ConfigurationError(
      ["client_cert_file", "client_key_file"],
      "client_cert_file and client_key_file belong together: set both or neither",
    );
  }
  return {
    rejectUnauthorized: options.insecureSkipVerify !== true,
    ...(caFile !== undefined && {
      // `ca` replaces Node's own list; a private authority is meant to come on top of it.
      ca: [...rootCertificates, readPem("ca_file", caFile, (ca) => ({ ca }))],
    }),
    ...(clientCertFile !== undefined &&
      clientKeyFile !== undefined && {
        cert: readPem("client_cert_file", clientCertFile, (cert) => ({ cert })),
        key: readPem("client_key_file", clientKeyFile, (key) => ({ key })),
      }),
  };
}

function readPem(
  setting: string,
  file: string,
  use: (pem: string) => SecureContextOptions,
): string {
  try {
    const pem = readFileSync(file, "utf8");
    createSecureContext(use(pem));
    return pem;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([setting], `${setting}: ${file} cannot be used: ${why}`, {
      cause,
    });
  }
}
