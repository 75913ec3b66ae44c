import { Ajv, type ErrorObject } from "ajv";
import formats from "ajv-formats";
import { SettingsError } from "../errors.ts";
import type { Logger } from "../logging/logger.ts";
import type { Redactor } from "../logging/redactor.ts";
import { parseLogLevel } from "../logging/resolve-log-settings.ts";
import { type CollectedSettings, collectSettings } from "./collect-settings.ts";
import {
  type SettingSchema,
  type SettingsSchema,
  toEnvironmentVariable,
} from "./settings-schema.ts";

/** Where settings come from and who needs to know of them. */
export interface LoadSettingsOptions {
  readonly programName: string;
  readonly schema: SettingsSchema;
  /** The values of `--config`: file paths, or `ENV`. */
  readonly configArguments: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly redactor: Redactor;
  readonly logger: Logger;
  /** Whether the environment is read without `--config ENV`. @default false */
  readonly environmentAlways?: boolean;
}

/**
 * Reads, checks and completes a program's settings. Values of secret settings are registered with
 * the redactor before anything can be said about them. A given `log_level` takes effect at once.
 *
 * @throws {SettingsError} with one sentence for each setting that is missing or wrong.
 */
export async function loadSettings<T>(options: LoadSettingsOptions): Promise<T> {
  const { programName, schema, configArguments, env, redactor, logger } = options;
  const readsEnvironment = options.environmentAlways === true || configArguments.includes("ENV");
  const collected = await collectSettings({
    programName,
    schema,
    files: configArguments.filter((argument) => argument !== "ENV"),
    environment: readsEnvironment ? env : undefined,
  });
  const { settings } = collected;
  registerSecrets(settings, schema, redactor);
  for (const name of Object.keys(settings)) {
    if (Object.hasOwn(schema.properties, name)) continue;
    logger.warn(`unknown setting "${name}" is ignored`);
    delete settings[name];
  }

  const ajv = new Ajv({ allErrors: true, useDefaults: true, allowUnionTypes: true, verbose: true });
  formats.default(ajv);
  ajv.addKeyword("secret");
  const validate = ajv.compile<T & object>(schema);
  const candidate: object = settings;
  if (!validate(candidate)) {
    const problems = (validate.errors ?? []).map((error) =>
      describeProblem(error, collected, options),
    );
    throw new SettingsError([...new Set(problems)]);
  }
  applyLogLevel(settings, logger);
  return candidate;
}

function applyLogLevel(settings: Readonly<Record<string, unknown>>, logger: Logger): void {
  const level = parseLogLevel(String(settings["log_level"]));
  if (level !== undefined) logger.setLevel(level);
}

function registerSecrets(value: unknown, schema: SettingSchema, redactor: Redactor): void {
  if (schema.secret === true) {
    registerAll(value, redactor);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, setting] of Object.entries(schema.properties ?? {})) {
      registerSecrets((value as Record<string, unknown>)[name], setting, redactor);
    }
  }
}

function registerAll(value: unknown, redactor: Redactor): void {
  if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) registerAll(part, redactor);
  } else if (value !== undefined && value !== null) {
    redactor.add(String(value));
  }
}

function describeProblem(
  error: ErrorObject,
  { origins }: CollectedSettings,
  { programName, schema, configArguments }: LoadSettingsOptions,
): string {
  const missing = error.keyword === "required" ? [String(error.params["missingProperty"])] : [];
  const path = [...error.instancePath.split("/").slice(1), ...missing];
  const setting = `setting "${path.join(".")}"`;
  const variable = toEnvironmentVariable(programName, path);
  const origin = origins.get(path[0] ?? "");
  if (missing.length > 0) {
    const files = configArguments.filter((argument) => argument !== "ENV").join(", ");
    return `${setting} is missing: set it in ${files || "a --config file"}, or set ${variable} and use --config ENV`;
  }
  const from = `(${variable}${origin === undefined ? "" : `, read from ${origin}`})`;
  const got = isSecret(schema, path) ? "" : `, got ${shorten(error.data)}`;
  return `${setting} ${from} ${error.message}${got}`;
}

function isSecret(schema: SettingSchema, path: readonly string[]): boolean {
  if (schema.secret === true) return true;
  const [name, ...rest] = path;
  const setting = name === undefined ? undefined : schema.properties?.[name];
  return setting !== undefined && isSecret(setting, rest);
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
