import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** libpq's modes. https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION */
export type SslMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";

/** How the way to the server is protected: TLS, and a tunnel. */
export interface ProtectionSettings {
  readonly ssl_enable: boolean;
  readonly ssl_mode: SslMode;
  readonly ssl_certificate_authority?: string;
  readonly ssl_certificate_revocation_list?: string;
  readonly ssl_client_certificate_enable: boolean;
  readonly ssl_client_certificate?: string;
  readonly ssl_client_private_key?: string;
  readonly ssh_tunnel?: TunnelSettings;
}

/** A way to the server through another host. */
export interface TunnelSettings {
  readonly enable?: boolean;
  readonly host?: string;
  readonly port?: number;
  readonly username?: string;
  readonly private_key?: string;
  readonly private_key_password?: string;
  readonly password?: string;
  readonly agent?: boolean;
  readonly known_hosts?: string;
  readonly host_key_fingerprint?: string;
}

/** libpq's modes, the least protected first. */
export const SSL_MODES: readonly SslMode[] = [
  "disable",
  "allow",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
];

/** The settings of TLS and of the tunnel. */
export const protectionSettings: Readonly<Record<string, SettingSchema>> = {
  ssl_enable: {
    type: "boolean",
    default: false,
    description:
      "Whether ssl_mode applies; otherwise PGSSLMODE does, or TLS is used when the server offers it.",
  },
  ssl_mode: {
    type: "string",
    enum: SSL_MODES,
    default: "verify-full",
    description: "How the connection is protected, with libpq's meanings.",
  },
  ssl_certificate_authority: {
    type: "string",
    description: "Certificates that vouch for the server: a path, or PEM text.",
  },
  ssl_certificate_revocation_list: {
    type: "string",
    description: "Certificates that do so no longer: a path, or PEM text.",
  },
  ssl_client_certificate_enable: {
    type: "boolean",
    default: false,
    description: "Whether to log in with a client certificate.",
  },
  ssl_client_certificate: {
    type: "string",
    description: "Client certificate: a path, or PEM text.",
  },
  ssl_client_private_key: {
    type: "string",
    secret: true,
    description: "Key of the client certificate: a path, or PEM text.",
  },
  ssh_tunnel: {
    type: "object",
    description: "A way to the server through another host.",
    properties: {
      enable: { type: "boolean", default: false, description: "Whether to go through SSH." },
      host: { type: "string", description: "Host to log in to." },
      port: { type: "integer", default: 22, description: "Port of its SSH server." },
      username: { type: "string", description: "User name there." },
      private_key: {
        type: "string",
        secret: true,
        description: "Private key (RSA, ECDSA, Ed25519): a path, or its text.",
      },
      private_key_password: {
        type: "string",
        secret: true,
        description: "Passphrase of the private key.",
      },
      password: { type: "string", secret: true, description: "Password there, instead of a key." },
      agent: {
        type: "boolean",
        default: false,
        description: "Whether to use the keys of the SSH agent at SSH_AUTH_SOCK.",
      },
      known_hosts: {
        type: "string",
        description: "File of host keys, as OpenSSH writes it, that the host's must be in.",
      },
      host_key_fingerprint: {
        type: "string",
        description:
          "The host key's fingerprint, as in SHA256:abc; without it and known_hosts any host key is accepted, with a warning.",
      },
    },
  },
};
