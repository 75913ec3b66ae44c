import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ConnectionOptions as TlsOptions } from "node:tls";
import { ConfigurationError } from "../errors.ts";
import { SSL_MODES, type SslMode } from "../settings/protection-settings.ts";
import type { Parameters } from "./parameters.ts";

/** What pg is given for a connection without TLS. */
const PLAIN = false;

/**
 * The ways to try, in order, each as Node's TLS wants it. Material is a path, or PEM text; what is
 * not named is taken from the files that libpq looks for.
 *
 * @throws {ConfigurationError} for a mode or a file that is not there.
 */
export async function readTls(
  { host, sslmode = "prefer", sslrootcert, sslcrl, sslcert, sslkey }: Parameters,
  home: string,
): Promise<readonly (TlsOptions | false)[]> {
  if (!isMode(sslmode)) {
    throw new ConfigurationError(
      `ssl_mode "${sslmode}" is none of PostgreSQL's: ${SSL_MODES.join(", ")}`,
    );
  }
  // libpq: what goes through a socket's file does not leave the machine.
  if (sslmode === "disable" || host?.startsWith("/")) return [PLAIN];
  const byDefault = (name: string): string | undefined => {
    const path = join(home, ".postgresql", name);
    return existsSync(path) ? path : undefined;
  };
  const certificate = sslcert ?? byDefault("postgresql.crt");
  const authority = sslrootcert ?? byDefault("root.crt");
  const files = await readAll(home, {
    ca: ["ssl_certificate_authority", authority === "system" ? undefined : authority],
    crl: ["ssl_certificate_revocation_list", sslcrl ?? byDefault("root.crl")],
    cert: ["ssl_client_certificate", certificate],
    key: [
      "ssl_client_private_key",
      sslkey ?? (certificate === undefined ? undefined : byDefault("postgresql.key")),
    ],
  });
  const unverified = { ...files, rejectUnauthorized: false };
  const verified = { ...files, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  switch (sslmode) {
    case "allow":
      return [PLAIN, unverified];
    case "prefer":
      return [unverified, PLAIN];
    case "require":
      // libpq: whoever names an authority wants it used.
      return [files["ca"] === undefined ? unverified : verified];
    case "verify-ca":
      return [verified];
    case "verify-full":
      return [{ ...files, rejectUnauthorized: true }];
  }
}

function isMode(mode: string): mode is SslMode {
  return (SSL_MODES as readonly string[]).includes(mode);
}

async function readAll(
  home: string,
  material: Readonly<Record<string, readonly [setting: string, pathOrPem: string | undefined]>>,
): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  for (const [option, [setting, pathOrPem]] of Object.entries(material)) {
    if (pathOrPem !== undefined) files[option] = await readPem(setting, pathOrPem, home);
  }
  return files;
}

/**
 * The text of a certificate or key, given as a path (`~` is the user's home) or as the text, whose
 * lines may end in the two characters `\\n`, as environment variables are often written.
 *
 * @throws {ConfigurationError} naming the setting.
 */
export async function readPem(setting: string, pathOrPem: string, home: string): Promise<string> {
  if (pathOrPem.includes("-----BEGIN")) return pathOrPem.replaceAll("\\n", "\n");
  try {
    return await readFile(pathOrPem.replace(/^~(?=\/)/, home), "utf8");
  } catch (cause) {
    throw new ConfigurationError(
      `setting "${setting}" is neither PEM text nor a file that can be read`,
      { cause },
    );
  }
}
