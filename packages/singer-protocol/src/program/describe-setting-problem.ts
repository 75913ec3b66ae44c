import type { ErrorObject } from "ajv";
import {
  findSetting,
  type SettingSchema,
  type SettingsSchema,
  toEnvironmentVariable,
} from "./settings-schema.ts";

/** What is known about where settings came from. */
export interface SettingsOrigin {
  readonly programName: string;
  readonly schema: SettingsSchema;
  /** The config files that were read. */
  readonly paths: readonly string[];
  /** Name of a top-level setting to the file that gave it; absent for the environment. */
  readonly files: ReadonlyMap<string, string>;
}

const LONGEST_VALUE = 60;

/**
 * One sentence about a setting that does not fit its schema: its name, its environment variable,
 * the file it came from, what it must be, and what it is unless that is a secret.
 */
export function describeSettingProblem(error: ErrorObject, origin: SettingsOrigin): string {
  const { programName, schema, paths, files } = origin;
  const parents = error.instancePath.split("/").slice(1).map(unescapePointer);
  const missing: unknown = error.params["missingProperty"];
  if (typeof missing === "string") {
    const path = [...parents, missing];
    const variable = toEnvironmentVariable(programName, readablePath(schema, path));
    const place = paths.length === 0 ? "a file given by --config" : paths.join(" or ");
    return `setting "${path.join(".")}" is missing: set it in ${place}, or set ${variable} and give --config ENV`;
  }
  const file = files.get(parents[0] ?? "");
  const variable = toEnvironmentVariable(programName, readablePath(schema, parents));
  const source =
    file === undefined ? `environment variable ${variable}` : `${variable}, file ${file}`;
  const value = isSecret(schema, parents) ? "" : `, got ${shorten(error.data)}`;
  return `setting "${parents.join(".")}" (${source}) ${describeRule(error)}${value}`;
}

/** The part of a path that has a variable: the members of an open object have none. */
function readablePath(schema: SettingSchema, path: readonly string[]): readonly string[] {
  const [name, ...rest] = path;
  const setting = name === undefined ? undefined : findSetting(schema, name);
  return name === undefined || setting === undefined ? [] : [name, ...readablePath(setting, rest)];
}

function describeRule({ keyword, params, message, data, parentSchema }: ErrorObject): string {
  if (keyword === "additionalProperties") {
    const name = String(params["additionalProperty"]);
    const known = Object.keys((parentSchema as SettingSchema | undefined)?.properties ?? {});
    return `must not have "${name}", only ${known.join(", ")}`;
  }
  if (keyword === "enum") {
    const allowed = params["allowedValues"] as readonly unknown[];
    return `must be one of ${allowed.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  if (keyword === "type") {
    const types = [params["type"]].flat().join(" or ");
    const isText = typeof data === "string" && /array|object/.test(types);
    return `must be ${types}${isText ? " (as JSON)" : ""}`;
  }
  return message ?? `does not fit "${keyword}"`;
}

function isSecret(schema: SettingSchema, path: readonly string[]): boolean {
  if (schema.secret === true) return true;
  const [name, ...rest] = path;
  const setting = name === undefined ? undefined : findSetting(schema, name);
  return setting !== undefined && isSecret(setting, rest);
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function unescapePointer(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
