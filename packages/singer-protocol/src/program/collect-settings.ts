import { InputFileError } from "../errors.ts";
import { parseSettingText } from "./parse-setting-text.ts";
import { readJsonFile } from "./read-json-file.ts";
import {
  findSetting,
  listTypes,
  type SettingSchema,
  type SettingsSchema,
  toEnvironmentVariable,
} from "./settings-schema.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Readonly<Record<string, unknown>>;

/** Settings as they were given, before validation, and where each came from. */
export interface CollectedSettings {
  readonly settings: Settings;
  /** Name of a top-level setting to the file that gave it; absent for the environment. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads config files, later ones over earlier ones, then the environment over all of them. A null
 * in a file and an empty variable are settings that were not given.
 *
 * @throws {InputFileError} for a file that cannot be read or does not hold a JSON object.
 */
export async function collectSettings(options: {
  readonly programName: string;
  readonly schema: SettingsSchema;
  readonly paths: readonly string[];
  readonly environment: Environment | undefined;
}): Promise<CollectedSettings> {
  const { programName, schema, paths, environment } = options;
  const settings = new Map<string, unknown>();
  const files = new Map<string, string>();
  for (const path of paths) {
    for (const [name, value] of Object.entries(await readConfigFile(path))) {
      if (value === null) continue;
      settings.set(name, fitText(value, findSetting(schema, name)));
      files.set(name, path);
    }
  }
  for (const [name, setting] of Object.entries(environment ? schema.properties : {})) {
    const value = readVariable(
      { programName, environment: environment ?? {} },
      [name],
      setting,
      settings.get(name),
    );
    if (value === undefined) continue;
    settings.set(name, value);
    files.delete(name);
  }
  return { settings: Object.fromEntries(settings), files };
}

async function readConfigFile(path: string): Promise<Settings> {
  const value = await readJsonFile(path, "config file");
  if (!isObject(value)) throw new InputFileError(`config file ${path} must hold a JSON object`);
  return value;
}

/** The value of a setting's variable; those of its parts go over it, and over what files gave. */
function readVariable(
  source: { readonly programName: string; readonly environment: Environment },
  path: readonly string[],
  setting: SettingSchema,
  fromFiles: unknown,
): unknown {
  const text = source.environment[toEnvironmentVariable(source.programName, path)];
  const whole = text === undefined || text === "" ? undefined : parseSettingText(text, setting);
  const parts = Object.entries(setting.properties ?? {})
    .map(([name, part]) => [name, readVariable(source, [...path, name], part, undefined)] as const)
    .filter(([, value]) => value !== undefined);
  if (parts.length === 0) return whole;
  const base = whole ?? fromFiles;
  return { ...(isObject(base) ? base : {}), ...Object.fromEntries(parts) };
}

/** Text in a file, too, may stand for a number: runners expand `$PORT` without asking for its type. */
function fitText(value: unknown, setting: SettingSchema | undefined): unknown {
  if (setting === undefined) return value;
  if (typeof value === "string") return parseSettingText(value, setting);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null || takesNull(setting))
      .map(([name, part]) => [name, fitText(part, findSetting(setting, name))]),
  );
}

/** Whether null means something inside of a setting. */
function takesNull({ additionalProperties }: SettingSchema): boolean {
  return (
    typeof additionalProperties === "object" && listTypes(additionalProperties).includes("null")
  );
}

function isObject(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
