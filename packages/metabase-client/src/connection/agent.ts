import { Agent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Duplex } from "node:stream";
import { connectTimeoutError } from "./network-error.ts";
import { readTls, type TlsOptions } from "./tls.ts";
import { TunnelAgent } from "./tunnel-agent.ts";

/** What decides how connections are made. */
export interface AgentOptions extends TlsOptions {
  readonly baseUrl: string;
  readonly connectTimeoutSeconds: number;
  readonly proxy: URL | undefined;
}

/**
 * The keep-alive agent of one client: plain, TLS, or through a proxy.
 * Through a proxy every connection is a CONNECT tunnel, so that the proxy never sees a credential.
 *
 * @throws {ConfigurationError} for certificate files that cannot be read or used
 */
export function createAgent(options: AgentOptions): Agent {
  const keepAlive = { keepAlive: true };
  const connectTimeoutMs = options.connectTimeoutSeconds * 1000;
  const tls = readTls(options);
  if (options.proxy) return new TunnelAgent(options.proxy, { ...keepAlive, connectTimeoutMs, tls });
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
      () => socket?.destroy(connectTimeoutError(connectTimeoutMs)),
      connectTimeoutMs,
    );
    const stop = (): void => clearTimeout(timer);
    socket?.once(ready, stop).once("close", stop);
    return socket;
  };
  return agent;
}
