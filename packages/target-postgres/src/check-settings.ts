import type { SettingsSchema } from "@singer-metabase/singer-protocol";
import { ConfigurationError } from "./errors.ts";
import { type Settings, settingsSchema } from "./settings.ts";

interface UnsupportedSetting {
  /** Whether a value asks for nothing that is missing here. */
  readonly isHarmless: (value: unknown) => boolean;
  readonly wayOut: string;
}

const isOff = (value: unknown): boolean => !value || value === "false";
const isEmpty = (value: unknown): boolean => !value || Object.keys(value).length === 0;
const never = (): boolean => false;

const MAP_WITH_MELTANO = "use a Meltano mapper";
const USE = (setting: string): string => `use ${setting}`;

/**
 * Settings of other targets that people bring along, and that must not be passed over in silence.
 * The first group is MeltanoLabs', the others pipelinewise's and datamill-co's.
 */
const UNSUPPORTED: Readonly<Record<string, UnsupportedSetting>> = {
  ssh_tunnel: {
    isHarmless: (value) => isOff((value as { enable?: unknown } | null)?.enable),
    wayOut: "open the tunnel with ssh -L and set host and port to its end",
  },
  stream_maps: { isHarmless: isEmpty, wayOut: MAP_WITH_MELTANO },
  flattening_enabled: { isHarmless: isOff, wayOut: MAP_WITH_MELTANO },
  interpret_content_encoding: { isHarmless: isOff, wayOut: "decode the column in SQL" },

  dbname: { isHarmless: never, wayOut: USE("database") },
  ssl: { isHarmless: isOff, wayOut: USE("ssl_enable and ssl_mode") },
  schema_mapping: { isHarmless: isEmpty, wayOut: USE("default_target_schema") },
  default_target_schema_select_permissions: { isHarmless: isEmpty, wayOut: "run GRANT once" },
  add_metadata_columns: { isHarmless: never, wayOut: USE("add_record_metadata") },
  data_flattening_max_level: { isHarmless: isOff, wayOut: MAP_WITH_MELTANO },
  primary_key_required: { isHarmless: isOff, wayOut: "streams without a key are appended" },

  postgres_database: { isHarmless: never, wayOut: USE("database") },
  postgres_schema: { isHarmless: never, wayOut: USE("default_target_schema") },
  before_run_sql: { isHarmless: isEmpty, wayOut: "run the SQL with psql" },
  after_run_sql: { isHarmless: isEmpty, wayOut: "run the SQL with psql" },
};

/** The settings that are read: those that work, and those that get an error of their own. */
export const readableSettings: SettingsSchema = {
  ...settingsSchema,
  properties: {
    ...Object.fromEntries(Object.keys(UNSUPPORTED).map((name) => [name, {}])),
    // Of no effect without the settings above.
    ...Object.fromEntries(
      [
        "stream_map_config",
        "faker_config",
        "flattening_max_depth",
        "flattening_separator",
        "flattening_max_key_length",
        "ssl_storage_directory",
        "dialect+driver",
      ].map((name) => [name, {}]),
    ),
    ...settingsSchema.properties,
  },
};

/**
 * Checks what a schema cannot say.
 *
 * @throws {ConfigurationError} for settings that this version cannot honour, or that contradict each other.
 */
export function checkSettings(settings: Settings): void {
  const problems = Object.entries(UNSUPPORTED)
    .filter(([name, { isHarmless }]) => {
      const value: unknown = (settings as unknown as Record<string, unknown>)[name];
      return value !== undefined && !isHarmless(value);
    })
    .map(([name, { wayOut }]) => `setting "${name}" is not supported by this version; ${wayOut}`);
  if (settings.load_method === "overwrite") {
    problems.push(
      'setting "load_method" cannot be "overwrite" in this version; use "upsert" and a tap that sends ACTIVATE_VERSION',
    );
  }
  if (!settings.add_record_metadata && activatesVersions(settings)) {
    problems.push(
      'setting "activate_version" needs "add_record_metadata": set activate_version to false, or add_record_metadata to true',
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems.join("; "));
}

/** Whether ACTIVATE_VERSION messages have an effect. */
export function activatesVersions(settings: Settings): boolean {
  return settings.activate_version && settings.process_activate_version_messages;
}
