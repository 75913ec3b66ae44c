import { readFile } from "node:fs/promises";
import { SettingsError } from "../errors.ts";
import { parseSettingText } from "./parse-setting-text.ts";
import {
  type SettingSchema,
  type SettingsSchema,
  toEnvironmentVariable,
} from "./settings-schema.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Settings = Record<string, unknown>;

/** Settings as they were given, before validation, and where each came from. */
export interface CollectedSettings {
  readonly settings: Settings;
  /** Top-level name to file path or environment variable. */
  readonly origins: ReadonlyMap<string, string>;
}

/**
 * Reads config files, later ones over earlier ones, then the environment over all of them. A null
 * in a file and an empty variable are settings that were not given.
 *
 * @throws {SettingsError} for a file that cannot be read or is not a JSON object.
 */
export async function collectSettings(options: {
  readonly programName: string;
  readonly schema: SettingsSchema;
  readonly files: readonly string[];
  readonly environment: Environment | undefined;
}): Promise<CollectedSettings> {
  const { programName, schema, files, environment } = options;
  const settings: Settings = {};
  const origins = new Map<string, string>();
  for (const file of files) {
    for (const [name, value] of Object.entries(await readConfigFile(file))) {
      if (value === null) continue;
      settings[name] = fitText(value, schema.properties[name]);
      origins.set(name, file);
    }
  }
  if (environment !== undefined) {
    for (const [name, setting] of Object.entries(schema.properties)) {
      const value = readEnvironment(programName, [name], setting, environment, settings[name]);
      if (value === undefined) continue;
      settings[name] = value;
      origins.set(name, "the environment");
    }
  }
  return { settings, origins };
}

async function readConfigFile(file: string): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SettingsError([`cannot read config file ${file} (${code})`], { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's message quotes the file, which holds secrets.
    throw new SettingsError([`config file ${file} is not JSON`]);
  }
  if (!isObject(value)) {
    throw new SettingsError([`config file ${file} must hold a JSON object`]);
  }
  return value;
}

function readEnvironment(
  programName: string,
  path: readonly string[],
  setting: SettingSchema,
  environment: Environment,
  fromFiles: unknown,
): unknown {
  const text = environment[toEnvironmentVariable(programName, path)];
  const whole = text === undefined || text === "" ? undefined : parseSettingText(text, setting);
  if (setting.properties === undefined) return whole;
  const parts = Object.entries(setting.properties).flatMap(([name, part]) => {
    const value = readEnvironment(programName, [...path, name], part, environment, undefined);
    return value === undefined ? [] : [[name, value] as const];
  });
  if (parts.length === 0) return whole;
  const base = whole ?? fromFiles;
  return { ...(isObject(base) ? base : {}), ...Object.fromEntries(parts) };
}

function fitText(value: unknown, setting: SettingSchema | undefined): unknown {
  if (setting === undefined) return value;
  if (typeof value === "string") return parseSettingText(value, setting);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, fitText(part, setting.properties?.[name])]),
  );
}

function isObject(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
