import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import ssh2 from "ssh2";

/** An SSH host on 127.0.0.1 that only forwards. */
export interface SshServer {
  readonly port: number;
  /** What it forwarded to, as `host:port`. */
  readonly forwarded: readonly string[];
  /** Cuts every connection, as a network that fails. */
  cut(): void;
  stop(): Promise<void>;
}

/** Who may log in. */
export interface SshServerOptions {
  readonly hostKey: string;
  readonly username: string;
  /** In OpenSSH's format. */
  readonly publicKeys: readonly string[];
  readonly password?: string;
}

/** Makes a pair of Ed25519 keys. One in two hundred of those that ssh2 makes, it cannot read. */
export function makeKeyPair(passphrase?: string): {
  readonly public: string;
  readonly private: string;
} {
  const { generateKeyPairSync, parseKey } = ssh2.utils;
  const pair =
    passphrase === undefined
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("ed25519", { passphrase, cipher: "aes256-cbc", rounds: 1 });
  const isReadable = !(parseKey(pair.private, passphrase) instanceof Error);
  return isReadable ? pair : makeKeyPair(passphrase);
}

/** Starts an SSH host. */
export async function startSshServer(options: SshServerOptions): Promise<SshServer> {
  const forwarded: string[] = [];
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [options.hostKey] }, (client) => {
    clients.add(client);
    client.on("error", () => {});
    client.on("close", () => clients.delete(client));
    client.on("authentication", (context) => {
      if (mayLogIn(context, options)) context.accept();
      else context.reject(["publickey", "password"]);
    });
    client.on("tcpip", (accept, reject, { destIP, destPort }) => {
      forwarded.push(`${destIP}:${destPort}`);
      const socket = connect(destPort, destIP);
      socket.once("connect", () => {
        const channel = accept();
        channel.on("error", () => {});
        channel.on("close", () => socket.destroy());
        socket.pipe(channel).pipe(socket);
      });
      socket.on("error", () => reject());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = (): void => {
    for (const client of clients) client.end();
  };
  return {
    port: (server.address() as AddressInfo).port,
    forwarded,
    cut,
    async stop() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function mayLogIn(context: ssh2.AuthContext, options: SshServerOptions): boolean {
  if (context.username !== options.username) return false;
  if (context.method === "password") return context.password === options.password;
  if (context.method !== "publickey") return false;
  const offered = context.key.data;
  const known = options.publicKeys
    .map((text) => ssh2.utils.parseKey(text))
    .find((key) => !(key instanceof Error) && key.getPublicSSH().equals(offered));
  if (known === undefined || known instanceof Error) return false;
  const { blob, signature, hashAlgo } = context;
  // The first time a client only asks whether the key would do.
  return !blob || !signature || known.verify(blob, signature, hashAlgo) === true;
}
