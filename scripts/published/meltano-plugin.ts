import {
  describeSettings,
  type ProgramDescription,
  type SettingDescription,
} from "@singer-metabase/singer-protocol";

/** What a Meltano plugin definition says beyond the program's own description. */
export interface MeltanoPlugin {
  readonly type: "extractors" | "loaders";
  readonly label: string;
  /** Sets of settings of which one must be complete. */
  readonly settingsGroups: readonly (readonly string[])[];
  /** Defaults that differ from the program's own; undefined for none, which lets the program choose. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Names this maker's definition beside those of others for a program of the same name. */
export const VARIANT = "singer-metabase";

/** The capabilities that Meltano's schema knows; it refuses a definition that names any other. */
const CAPABILITIES = {
  extractors: [
    "about",
    "activate-version",
    "batch",
    "catalog",
    "discover",
    "properties",
    "schema-flattening",
    "state",
    "stream-maps",
    "structured-logging",
    "test",
  ],
  loaders: [
    "about",
    "activate-version",
    "batch",
    "datatype-failsafe",
    "hard-delete",
    "schema-flattening",
    "soft-delete",
    "stream-maps",
    "structured-logging",
  ],
};

/**
 * A plugin definition as stands in `plugins/<type>/<name>--<variant>.lock`.
 * https://docs.meltano.com/reference/plugin-definition-syntax
 */
export function meltanoPlugin(program: ProgramDescription, plugin: MeltanoPlugin) {
  const { name, description, capabilities } = program;
  return {
    plugin_type: plugin.type,
    name,
    namespace: name.replaceAll("-", "_"),
    variant: VARIANT,
    label: plugin.label,
    description,
    executable: `./node_modules/.bin/${name}`,
    capabilities: CAPABILITIES[plugin.type].filter((known) => capabilities.includes(known)),
    settings_group_validation: plugin.settingsGroups,
    settings: describeSettings(name, program.settings).map((setting) =>
      meltanoSetting(
        setting,
        Object.hasOwn(plugin.values, setting.name) ? plugin.values[setting.name] : setting.default,
      ),
    ),
    commands: {
      about: { args: "--about --format=json", description: "Settings and capabilities" },
      ...(capabilities.includes("test") && {
        "test-connection": {
          args: "--config=ENV --test",
          description: "What the credentials can read",
        },
      }),
    },
  };
}

function meltanoSetting({ name, kind, secret, description }: SettingDescription, value: unknown) {
  return {
    name,
    kind,
    ...(secret && { sensitive: true }),
    ...(value !== undefined && value !== null && { value }),
    description,
  };
}
