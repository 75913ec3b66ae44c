import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Logger } from "@singer-metabase/singer-protocol";
import type { ConnectConfig, ServerHostKeyAlgorithm } from "ssh2";
import { ConfigurationError } from "../errors.ts";
import type { TunnelSettings } from "../settings/protection-settings.ts";
import { findHostKeys } from "./known-hosts.ts";
import type { Surroundings } from "./read-service.ts";
import { readPem } from "./read-tls.ts";

/** Both ends notice a dead connection within a minute. */
const KEEPALIVE = { keepaliveInterval: 15_000, keepaliveCountMax: 3 };

/**
 * What ssh2 needs for a tunnel.
 *
 * @throws {ConfigurationError} for settings that are missing or cannot be read.
 */
export async function readTunnelOptions(
  settings: TunnelSettings,
  { env, home }: Surroundings,
  logger: Pick<Logger, "warn">,
): Promise<ConnectConfig> {
  const { host, port = 22, username, private_key, private_key_password, password } = settings;
  const agent = settings.agent ? env["SSH_AUTH_SOCK"] : undefined;
  const problems = [
    ...(host ? [] : ['"ssh_tunnel.host" is missing']),
    ...(username ? [] : ['"ssh_tunnel.username" is missing']),
    ...(settings.agent && !agent
      ? ['"ssh_tunnel.agent" needs SSH_AUTH_SOCK, which is not set']
      : []),
    ...(private_key || password || settings.agent
      ? []
      : ['one of "ssh_tunnel.private_key", "ssh_tunnel.agent", "ssh_tunnel.password" is needed']),
  ];
  if (problems.length > 0 || !host || !username) {
    throw new ConfigurationError(problems.join("; "));
  }
  return {
    ...KEEPALIVE,
    host,
    port,
    username,
    ...(private_key && {
      privateKey: await readPem("ssh_tunnel.private_key", private_key, home),
      ...(private_key_password && { passphrase: private_key_password }),
    }),
    ...(password && { password }),
    ...(agent && { agent }),
    ...(await readHostCheck(settings, { host, port, home }, logger)),
  };
}

/** As the reference target does, a host that nobody vouches for is accepted; here not in silence. */
async function readHostCheck(
  { known_hosts, host_key_fingerprint }: TunnelSettings,
  place: { readonly host: string; readonly port: number; readonly home: string },
  logger: Pick<Logger, "warn">,
): Promise<ConnectConfig> {
  if (known_hosts === undefined && host_key_fingerprint === undefined) {
    return {
      hostVerifier(key: Buffer) {
        logger.warn(
          `the SSH host's key is not checked; it is ${fingerprint(key)}: set ssh_tunnel.host_key_fingerprint to that, once you know that it is right`,
        );
        return true;
      },
    };
  }
  const known = known_hosts === undefined ? undefined : await readKnownHosts(known_hosts, place);
  const types = known?.map(({ type }) => type) ?? [];
  return {
    ...(types.length > 0 && {
      algorithms: {
        serverHostKey: { prepend: types.flatMap(toAlgorithms), append: [], remove: [] },
      },
    }),
    hostVerifier(key: Buffer) {
      const base64 = key.toString("base64");
      const matching = known?.filter((each) => each.key === base64);
      const isKnown = matching?.some(({ isRevoked }) => !isRevoked) ?? true;
      const isRevoked = matching?.some((each) => each.isRevoked) ?? false;
      const isExpected =
        host_key_fingerprint === undefined || host_key_fingerprint === fingerprint(key);
      return isKnown && !isRevoked && isExpected;
    },
  };
}

async function readKnownHosts(
  file: string,
  { host, port, home }: { readonly host: string; readonly port: number; readonly home: string },
) {
  const path = file.replace(/^~(?=\/)/, home);
  try {
    return findHostKeys(await readFile(path, "utf8"), host, port);
  } catch (cause) {
    throw new ConfigurationError(`setting "ssh_tunnel.known_hosts": cannot read ${path}`, {
      cause,
    });
  }
}

/** The signatures that a type of key makes, so that the host offers a key that is known. */
function toAlgorithms(type: string): ServerHostKeyAlgorithm[] {
  return type === "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [type as ServerHostKeyAlgorithm];
}

/** As `ssh-keygen -l` shows it. */
function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}
