import { Ajv } from "ajv";
import formats from "ajv-formats";
import { SettingsError } from "../errors.ts";
import type { Logger } from "../logging/logger.ts";
import type { Redactor } from "../logging/redactor.ts";
import { parseLogLevel } from "../logging/resolve-log-settings.ts";
import { collectSettings } from "./collect-settings.ts";
import { describeSettingProblem } from "./describe-setting-problem.ts";
import { findSimilar } from "./find-similar.ts";
import { findUnknownVariables } from "./find-unknown-variables.ts";
import { registerSecrets } from "./register-secrets.ts";
import { findSetting, type SettingSchema, type SettingsSchema } from "./settings-schema.ts";

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
 * @throws {InputFileError} for a config file that cannot be read.
 */
export async function loadSettings<T>(options: LoadSettingsOptions): Promise<T> {
  const { programName, schema, configArguments, env, redactor, logger } = options;
  const paths = configArguments.filter((argument) => argument !== "ENV");
  const readsEnvironment =
    options.environmentAlways === true || paths.length < configArguments.length;
  const environment = readsEnvironment ? env : undefined;
  const collected = await collectSettings({ programName, schema, paths, environment });

  registerSecrets(collected.settings, schema, redactor);
  const warn = (kind: string, name: string, meant: string | undefined): void => {
    const suggestion = meant === undefined ? "" : `; did you mean "${meant}"?`;
    logger.warn(`unknown ${kind} "${name}" is ignored${suggestion}`);
  };
  const settings = dropUnknown(collected.settings, schema, (...names) => warn("setting", ...names));
  for (const { name, meant } of findUnknownVariables(programName, schema, environment ?? {})) {
    warn("environment variable", name, meant);
  }
  const level = parseLogLevel(String(settings["log_level"]));
  if (level !== undefined) logger.setLevel(level);

  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    allowUnionTypes: true,
    verbose: true,
    // The schema is the program's own: to compile what would judge it takes longer than all the rest.
    meta: false,
    validateSchema: false,
    // It would write to the console.
    logger: false,
  });
  formats.default(ajv);
  ajv.addKeyword("secret");
  const validate = ajv.compile<T>(schema);
  if (validate(settings)) return settings;

  const problems = (validate.errors ?? []).map((error) =>
    describeSettingProblem(error, { programName, schema, paths, files: collected.files }),
  );
  throw new SettingsError([...new Set(problems)]);
}

/** Runners pass on whatever stands in their own files, so a name nobody knows is no error. */
function dropUnknown(
  settings: Readonly<Record<string, unknown>>,
  schema: SettingSchema,
  warn: (name: string, meant: string | undefined) => void,
  parents: readonly string[] = [],
): Record<string, unknown> {
  const known = Object.entries(settings).flatMap(([name, value]) => {
    const path = [...parents, name];
    const setting = findSetting(schema, name);
    if (setting === undefined) {
      const meant = findSimilar(name, Object.keys(schema.properties ?? {}));
      warn(path.join("."), meant === undefined ? undefined : [...parents, meant].join("."));
      return [];
    }
    const isGroup = setting.properties !== undefined && isObject(value);
    return [[name, isGroup ? dropUnknown(value, setting, warn, path) : value] as const];
  });
  return Object.fromEntries(known);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
