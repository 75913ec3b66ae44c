import type { SettingsSchema } from "@singer-metabase/singer-protocol";
import { type Settings, settingsSchema } from "../settings.ts";
import { foreignSettings, type GivenSettings } from "./other-targets.ts";
import type { Compatibility } from "./run-settings.ts";

/** The settings that are read: ours and those of other targets. Defaults come later. */
export const readableSettings: SettingsSchema = {
  type: "object",
  properties: {
    ...Object.fromEntries([...foreignSettings].map(([name, { schema }]) => [name, schema])),
    ...Object.fromEntries(
      Object.entries(settingsSchema.properties).map(([name, { default: _, ...schema }]) => [
        name,
        schema,
      ]),
    ),
  },
};

/** What {@link readableSettings} let through. */
export type ReadSettings = GivenSettings & Readonly<Record<string, unknown>>;

/** Every setting of a run: what was given under any target's name, then defaults. Our own name wins. */
export function completeSettings(given: ReadSettings): Settings {
  const own = Object.fromEntries(
    Object.entries(given).filter(([name]) => Object.hasOwn(settingsSchema.properties, name)),
  );
  const translated: GivenSettings = { ...translate(given), ...own };
  const compatibility = given.compatibility ?? inferCompatibility(given);
  const settings = {
    ...DEFAULTS,
    ...DEFAULTS_OF[compatibility](translated),
    ...translated,
    compatibility,
  } as Settings;
  return {
    ...settings,
    parallelism: countLanes(settings, given["max_parallelism"]),
    // Its deletions read a metadata column.
    add_record_metadata:
      settings.add_record_metadata || (compatibility === "pipelinewise" && settings.hard_delete),
  };
}

const DEFAULTS: GivenSettings = Object.fromEntries(
  Object.entries(settingsSchema.properties)
    .filter(([, schema]) => "default" in schema)
    .map(([name, schema]) => [name, schema["default"]]),
);

/** Defaults that differ from MeltanoLabs', by target. */
const DEFAULTS_OF: Readonly<Record<Compatibility, (given: GivenSettings) => GivenSettings>> = {
  meltanolabs: () => ({}),
  pipelinewise: () => ({
    default_target_schema: "",
    add_record_metadata: false,
    activate_version: false,
    validate_records: false,
    primary_key_required: true,
    column_name_style: "lower",
    // A column's name has at most 63 bytes.
    flattening_max_key_length: 63,
  }),
  datamill: ({ service, sqlalchemy_url }) => ({
    ...(service === undefined && sqlalchemy_url === undefined && { host: "localhost" }),
    default_target_schema: "public",
    // Its versions replace the table as a whole.
    hard_delete: true,
    timestamp_type: "timestamptz",
    column_name_style: "lower",
    persist_empty_tables: false,
  }),
};

function inferCompatibility(given: ReadSettings): Compatibility {
  if (given["dbname"] !== undefined) return "pipelinewise";
  return given["postgres_database"] === undefined ? "meltanolabs" : "datamill";
}

function translate(given: ReadSettings): GivenSettings {
  const translations = [...foreignSettings].flatMap(([name, { toOurs }]) =>
    given[name] === undefined || toOurs === undefined ? [] : [toOurs(given[name] as never)],
  );
  return Object.assign({}, ...translations);
}

/** pipelinewise: 0 is as many as there are streams to load, up to `max_parallelism`. */
function countLanes(settings: Settings, most: unknown): number {
  const { parallelism, before_run_sql, before_run_sql_file } = settings;
  // It has effects on its own session, SET ROLE for one, and may be no SQL to run twice.
  if (before_run_sql || before_run_sql_file) return 1;
  if (parallelism > 0) return parallelism;
  const automatic = DEFAULTS.parallelism ?? 1;
  return typeof most === "number" && most > 0 ? Math.min(automatic, most) : automatic;
}
