import { createHmac } from "node:crypto";

/** A host's public key, as a line of a file names it. */
export interface HostKey {
  /** `ssh-ed25519` and so on. */
  readonly type: string;
  /** Base64. */
  readonly key: string;
  readonly isRevoked: boolean;
}

/** The lines of a `known_hosts` file that are about a host. https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT */
export function findHostKeys(text: string, host: string, port: number): readonly HostKey[] {
  const name = port === 22 ? host : `[${host}]:${port}`;
  return text
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .flatMap((fields) => {
      const marker = fields[0]?.startsWith("@") ? fields.shift() : undefined;
      const [hosts = "", type, key] = fields;
      if (type === undefined || key === undefined || marker === "@cert-authority") return [];
      if (hosts.startsWith("#") || !matches(hosts, name)) return [];
      return [{ type, key, isRevoked: marker === "@revoked" }];
    });
}

function matches(patterns: string, name: string): boolean {
  if (patterns.startsWith("|1|")) {
    const [, , salt = "", hash] = patterns.split("|");
    return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === hash;
  }
  const all = patterns.split(",");
  const isMatch = (pattern: string): boolean => toExpression(pattern).test(name);
  return (
    all.some(isMatch) &&
    !all.some((pattern) => pattern.startsWith("!") && isMatch(pattern.slice(1)))
  );
}

function toExpression(pattern: string): RegExp {
  const source = pattern
    .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "i");
}
