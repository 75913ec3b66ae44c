import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { checkServerIdentity, type PeerCertificate } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { connectTimeoutError } from "./network-error.ts";
import type { Tls } from "./tls.ts";

type ConnectOptions = Parameters<HttpsProxyAgent<string>["connect"]>[1];

/**
 * An agent whose connections are CONNECT tunnels through a proxy, for http and https alike, with a
 * limit on the time until the tunnel stands.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #connectTimeoutMs: number;
  readonly #tls: Tls;

  constructor(proxy: URL, options: { keepAlive: boolean; connectTimeoutMs: number; tls: Tls }) {
    const { connectTimeoutMs, tls, ...keepAlive } = options;
    super(proxy, { ...keepAlive, ...tls });
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#tls = tls;
  }

  override async connect(request: ClientRequest, options: ConnectOptions): Promise<Socket> {
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(connectTimeoutError(this.#connectTimeoutMs)),
      this.#connectTimeoutMs,
    );
    this.connectOpts = { ...this.connectOpts, signal: late.signal };
    try {
      return await super.connect(request, { ...options, ...this.#endpointTls(options) });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The base class passes TLS options to the proxy only, not to the server behind it, and would
   * check a server without a name (an IP address) against `localhost`.
   */
  #endpointTls({ host = "" }: ConnectOptions): object {
    return {
      ...this.#tls,
      checkServerIdentity: (_name: string, certificate: PeerCertificate) =>
        checkServerIdentity(host, certificate),
    };
  }
}
