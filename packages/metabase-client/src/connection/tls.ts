import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { type ConnectionOptions, rootCertificates } from "node:tls";
import { ConfigurationError } from "../errors.ts";

/** The options that decide which server is trusted and who the client is. */
export interface TlsOptions {
  readonly caFile?: string | undefined;
  readonly clientCertFile?: string | undefined;
  readonly clientKeyFile?: string | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
}

/** These options as Node wants them. */
export type Tls = Pick<ConnectionOptions, "rejectUnauthorized" | "ca" | "cert" | "key">;

/**
 * Reads the certificate files.
 *
 * @throws {ConfigurationError} for one that cannot be read or used, naming its setting
 */
export function readTls(options: TlsOptions): Tls {
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
      ca: [...rootCertificates, readPem("ca_file", caFile, (pem) => new X509Certificate(pem))],
    }),
    ...(clientCertFile !== undefined &&
      clientKeyFile !== undefined && {
        cert: readPem("client_cert_file", clientCertFile, (pem) => new X509Certificate(pem)),
        key: readPem("client_key_file", clientKeyFile, createPrivateKey),
      }),
  };
}

function readPem(setting: string, file: string, check: (pem: string) => unknown): string {
  try {
    const pem = readFileSync(file, "utf8");
    check(pem);
    return pem;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigurationError([setting], `${setting}: ${file} cannot be used: ${why}`, {
      cause,
    });
  }
}
