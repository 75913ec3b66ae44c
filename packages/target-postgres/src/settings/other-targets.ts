import type { SettingSchema } from "@singer-metabase/singer-protocol";
import type { Settings } from "../settings.ts";
import type { SslMode } from "./protection-settings.ts";

/** Settings as they were given, without defaults. */
export type GivenSettings = Partial<Settings>;

/** A setting that only another target has. */
export interface ForeignSetting {
  readonly schema: SettingSchema;
  /** The settings of ours that it stands for. */
  readonly toOurs?: (value: never) => GivenSettings;
  /** Why it has no effect here, where somebody could expect one. */
  readonly note?: string;
  /** What to do instead, when a value asks for what cannot be had here. */
  readonly refuse?: (value: unknown) => string | undefined;
}

const TEXT = { type: "string" } as const;
const SECRET = { type: "string", secret: true } as const;
const SWITCH = { type: "boolean" } as const;
const COUNT = { type: "integer" } as const;

/** https://hub.meltano.com/loaders/target-postgres--meltanolabs */
const MELTANOLABS: Readonly<Record<string, ForeignSetting>> = {
  "dialect+driver": {
    schema: TEXT,
    refuse: (value) =>
      /^postgres(ql)?(\+\w+)?$/.test(String(value))
        ? undefined
        : "leave it out; only PostgreSQL is loaded into",
  },
  use_copy: { schema: SWITCH },
  // No file is written with a certificate or key in it.
  ssl_storage_directory: { schema: TEXT },
};

/** https://github.com/transferwise/pipelinewise-target-postgres */
const PIPELINEWISE: Readonly<Record<string, ForeignSetting>> = {
  dbname: { schema: TEXT, toOurs: (database: string) => ({ database }) },
  ssl: {
    schema: SWITCH,
    toOurs: (isOn: boolean) => (isOn ? { ssl_enable: true, ssl_mode: "require" } : {}),
  },
  // As its README spells it.
  default_target_schema_select_permission: {
    schema: { type: ["array", "string"], items: TEXT },
    toOurs: (grantees: string | readonly string[]) => ({
      default_target_schema_select_permissions: grantees,
    }),
  },
  add_metadata_columns: {
    schema: SWITCH,
    toOurs: (isOn: boolean) => ({ add_record_metadata: isOn }),
  },
  flush_all_streams: { schema: SWITCH },
  max_parallelism: { schema: COUNT },
  data_flattening_max_level: {
    schema: COUNT,
    toOurs: (depth: number) => ({ flattening_enabled: depth > 0, flattening_max_depth: depth }),
  },
  temp_dir: { schema: TEXT, note: "nothing is written to disk" },
};

/** https://github.com/datamill-co/target-postgres */
const DATAMILL: Readonly<Record<string, ForeignSetting>> = {
  postgres_host: { schema: TEXT, toOurs: (host: string) => ({ host }) },
  postgres_port: { schema: COUNT, toOurs: (port: number) => ({ port }) },
  postgres_username: { schema: TEXT, toOurs: (user: string) => ({ user }) },
  postgres_password: { schema: SECRET, toOurs: (password: string) => ({ password }) },
  postgres_database: { schema: TEXT, toOurs: (database: string) => ({ database }) },
  postgres_schema: { schema: TEXT, toOurs: (name: string) => ({ default_target_schema: name }) },
  postgres_sslmode: {
    schema: TEXT,
    toOurs: (mode: SslMode) => ({ ssl_enable: true, ssl_mode: mode }),
  },
  postgres_sslrootcert: {
    schema: TEXT,
    toOurs: (path: string) => ({ ssl_certificate_authority: path }),
  },
  postgres_sslcrl: {
    schema: TEXT,
    toOurs: (path: string) => ({ ssl_certificate_revocation_list: path }),
  },
  postgres_sslcert: {
    schema: TEXT,
    toOurs: (path: string) => ({
      ssl_client_certificate_enable: true,
      ssl_client_certificate: path,
    }),
  },
  postgres_sslkey: {
    schema: SECRET,
    toOurs: (path: string) => ({ ssl_client_private_key: path }),
  },
  max_batch_rows: { schema: COUNT, toOurs: (rows: number) => ({ batch_size_rows: rows }) },
  max_buffer_size: { schema: COUNT, toOurs: (bytes: number) => ({ batch_size_bytes: bytes }) },
  max_batch_size: { schema: COUNT, toOurs: (bytes: number) => ({ batch_size_bytes: bytes }) },
  batch_detection_threshold: { schema: COUNT },
  invalid_records_threshold: {
    schema: COUNT,
    toOurs: (most: number) =>
      most > 0 ? { on_bad_record: "divert", max_bad_records: most } : { on_bad_record: "stop" },
  },
  // It would drop them; here they go to a table.
  invalid_records_detect: {
    schema: SWITCH,
    toOurs: (isOn: boolean) =>
      isOn ? {} : { on_bad_record: "divert", max_bad_records: Number.MAX_SAFE_INTEGER },
  },
  add_upsert_indexes: { schema: SWITCH },
  logging_level: {
    schema: TEXT,
    toOurs: (level: string) => ({ log_level: LOG_LEVELS[level.toUpperCase()] ?? "info" }),
  },
  disable_collection: { schema: SWITCH },
};

/** Python's levels. https://docs.python.org/3/library/logging.html#logging-levels */
const LOG_LEVELS: Readonly<Record<string, NonNullable<Settings["log_level"]>>> = {
  DEBUG: "debug",
  INFO: "info",
  WARNING: "warning",
  WARN: "warning",
  ERROR: "error",
  CRITICAL: "error",
};

/**
 * Every setting that three widely used targets have and this one has not under that name, so that
 * none of them is passed over in silence.
 */
export const foreignSettings: ReadonlyMap<string, ForeignSetting> = new Map(
  Object.entries({ ...MELTANOLABS, ...PIPELINEWISE, ...DATAMILL }),
);
