import type { SettingsSchema } from "@singer-metabase/singer-protocol";

/** The settings of a run, checked and complete, in the wire's names. */
export interface Settings {
  readonly host?: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly sqlalchemy_url?: string;
  readonly ssl_enable: boolean;
  readonly ssl_mode: SslMode;
  readonly ssl_certificate_authority?: string;
  readonly ssl_client_certificate_enable: boolean;
  readonly ssl_client_certificate?: string;
  readonly ssl_client_private_key?: string;
  readonly default_target_schema: string;
  readonly add_record_metadata: boolean;
  readonly activate_version: boolean;
  readonly process_activate_version_messages: boolean;
  readonly hard_delete: boolean;
  readonly load_method?: "append-only" | "upsert" | "overwrite";
  readonly append_only_strict: boolean;
  readonly touch_unchanged: boolean;
  readonly validate_records: boolean;
  readonly sanitize_null_text_characters: boolean;
  readonly timestamp_type: "timestamp" | "timestamptz";
  readonly on_precision_loss: "error" | "text";
  readonly batch_size_rows?: number;
  readonly batch_size_bytes: number;
  readonly batch_wait_limit_seconds: number;
  readonly parallelism: number;
  readonly fast_path: boolean;
  readonly log_values: boolean;
}

/** libpq's modes. https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION */
export type SslMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";

const SSL_MODES: readonly SslMode[] = [
  "disable",
  "allow",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
];

/** Half of it gathers while the other half is loaded. Keeps the whole program below 150 MB. */
const DEFAULT_BATCH_BYTES = 12 * 1024 * 1024;

/**
 * The settings of target-postgres. Names, defaults and effects are those of MeltanoLabs'
 * target-postgres, as far as it has them.
 */
export const settingsSchema: SettingsSchema = {
  type: "object",
  properties: {
    host: { type: "string", description: "Host name or address of the server." },
    port: { type: "integer", default: 5432, description: "Port of the server." },
    user: { type: "string", description: "User name to log in with." },
    password: { type: "string", secret: true, description: "Password to log in with." },
    database: { type: "string", description: "Database to load into." },
    sqlalchemy_url: {
      type: "string",
      secret: true,
      description:
        "URL of the database, in place of host, port, user, password, database and all ssl settings; a driver's name as in postgresql+psycopg:// is ignored.",
    },
    ssl_enable: {
      type: "boolean",
      default: false,
      description: "Whether ssl_mode applies; otherwise TLS is used when the server offers it.",
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
    default_target_schema: {
      type: "string",
      default: "melty",
      description:
        'Schema to load into, created when it is missing. Empty takes it from stream names in the form "schema-table".',
    },
    add_record_metadata: {
      type: "boolean",
      default: true,
      description: "Whether tables get the _sdc_ columns.",
    },
    activate_version: {
      type: "boolean",
      default: true,
      description: "Whether ACTIVATE_VERSION messages remove the rows of older versions.",
    },
    process_activate_version_messages: {
      type: "boolean",
      default: true,
      description: "The same as activate_version, by its other name; both must be true.",
    },
    hard_delete: {
      type: "boolean",
      default: false,
      description:
        "Whether removed rows are deleted; otherwise their _sdc_deleted_at is set, once.",
    },
    load_method: {
      type: "string",
      enum: ["append-only", "upsert", "overwrite"],
      description:
        "How rows arrive. Streams with a key are merged by it, under append-only too unless append_only_strict is set; streams without one are appended.",
    },
    append_only_strict: {
      type: "boolean",
      default: false,
      description: "Whether append-only appends to streams with a key as well.",
    },
    touch_unchanged: {
      type: "boolean",
      default: false,
      description:
        "Whether rows that did not change are rewritten, so that their _sdc_ columns tell of this run.",
    },
    validate_records: {
      type: "boolean",
      default: true,
      description: "Whether records are checked against their SCHEMA.",
    },
    sanitize_null_text_characters: {
      type: "boolean",
      default: false,
      description:
        "Whether U+0000 and halves of surrogate pairs, which PostgreSQL cannot store, become U+FFFD; otherwise they are an error.",
    },
    timestamp_type: {
      type: "string",
      enum: ["timestamp", "timestamptz"],
      default: "timestamp",
      description: "Type of new date-time columns; timestamp holds UTC.",
    },
    on_precision_loss: {
      type: "string",
      enum: ["error", "text"],
      default: "error",
      description:
        "What to do about date-times with more than six fractional digits: an error, or new date-time and time columns as text.",
    },
    batch_size_rows: {
      type: "integer",
      minimum: 1,
      description: "Most rows of a stream in one transaction; without it, as many as fit.",
    },
    batch_size_bytes: {
      type: "integer",
      minimum: 65_536,
      default: DEFAULT_BATCH_BYTES,
      description: "Memory for rows that are not committed, over all streams.",
    },
    batch_wait_limit_seconds: {
      type: "number",
      exclusiveMinimum: 0,
      default: 10,
      description: "The longest that a row waits before it is loaded.",
    },
    parallelism: {
      type: "integer",
      minimum: 1,
      default: 2,
      description: "Most connections that load at the same time; more than 2 are of no use.",
    },
    fast_path: {
      type: "boolean",
      default: true,
      description:
        "Whether ordinary lines are loaded without being parsed first; the result is the same.",
    },
    log_level: {
      type: "string",
      enum: ["debug", "info", "warning", "error"],
      description: "Least level of the log lines that are written.",
    },
    log_values: {
      type: "boolean",
      default: false,
      description: "Whether error messages may quote values.",
    },
    use_copy: {
      type: "boolean",
      description: "Accepted for configurations that have it; rows always go by COPY.",
    },
  },
};
