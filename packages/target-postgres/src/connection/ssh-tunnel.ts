import { once } from "node:events";
import type { Duplex } from "node:stream";
import ssh2 from "ssh2";
import { DatabaseError } from "../errors.ts";

/** A tunnel through an SSH host. It is dug when it is first needed, and anew after it was lost. */
export class SshTunnel {
  readonly #options: ssh2.ConnectConfig;
  #client: Promise<ssh2.Client> | undefined;
  #lost: Error | undefined;

  constructor(options: ssh2.ConnectConfig) {
    this.#options = options;
  }

  /** Why the tunnel broke, while it is broken. */
  get lost(): Error | undefined {
    return this.#lost;
  }

  /**
   * Opens a stream to an address, as seen from the SSH host: a host name or, when it begins with a
   * slash, the folder of a Unix socket.
   *
   * @throws {DatabaseError} when the SSH host, or the server from there, cannot be reached.
   */
  async openStream(host: string, port: number): Promise<Duplex> {
    this.#client ??= this.#open();
    const client = await this.#client;
    return new Promise((resolve, reject) => {
      const settle = (error: Error | undefined, channel: Duplex): void => {
        if (error === undefined) resolve(channel);
        else reject(this.#describe(`cannot reach ${host}:${port} from`, error));
      };
      if (host.startsWith("/")) {
        client.openssh_forwardOutStreamLocal(`${host}/.s.PGSQL.${port}`, settle);
      } else client.forwardOut("127.0.0.1", 0, host, port, settle);
    });
  }

  /** Ends the tunnel, and what goes through it. */
  async close(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    if (client === undefined || this.#lost !== undefined) return;
    const closed = once(client, "close");
    client.end();
    await closed;
  }

  async #open(): Promise<ssh2.Client> {
    const client = new ssh2.Client();
    try {
      client.connect(this.#options);
      await once(client, "ready");
    } catch (error) {
      this.#client = undefined;
      client.destroy();
      throw this.#describe("cannot open the SSH tunnel through", error as Error);
    }
    this.#lost = undefined;
    let cause: unknown;
    client.on("error", (error) => {
      cause = error;
    });
    client.once("close", () => {
      this.#client = undefined;
      this.#lost = this.#describe("the SSH tunnel was lost; it went through", cause as Error);
    });
    return client;
  }

  #describe(problem: string, cause: Error | undefined): DatabaseError {
    const { host, port, username } = this.#options;
    const facts = [`${problem} ${username}@${host}:${port}`, cause?.message].filter(Boolean);
    return new DatabaseError(`${facts.join(": ")}; ${wayOut(cause)}`, { cause });
  }
}

function wayOut(error: (Error & { readonly level?: string }) | undefined): string {
  const message = error?.message ?? "";
  if (/Host denied/.test(message)) {
    return "its key is not the one in ssh_tunnel.known_hosts or ssh_tunnel.host_key_fingerprint; do not go on before you know why";
  }
  if (/passphrase|parse privateKey/i.test(message)) {
    return "check ssh_tunnel.private_key and ssh_tunnel.private_key_password";
  }
  if (/Channel open failure/.test(message)) {
    return "check host and port, which are looked up from there, and that the SSH host forwards";
  }
  if (error?.level === "client-authentication") {
    return "check ssh_tunnel.username and ssh_tunnel.private_key";
  }
  return "check ssh_tunnel.host and ssh_tunnel.port, and run again";
}
