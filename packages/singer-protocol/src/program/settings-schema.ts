import type { JsonSchema } from "../json-schema.ts";

/** One setting: JSON Schema, and whether its value must never be shown. */
export interface SettingSchema extends JsonSchema {
  readonly secret?: true;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
}

/** All settings of a program: the one source of validation, defaults, `--about` and documents. */
export interface SettingsSchema extends JsonSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, SettingSchema>>;
}

/** The schema of a setting inside another, or undefined for a name that is not a setting. */
export function findSetting(parent: SettingSchema, name: string): SettingSchema | undefined {
  const { properties } = parent;
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

/** The names of the types a schema allows. */
export function listTypes(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (type === undefined) return [];
  return typeof type === "string" ? [type] : type;
}

/** The environment variable of a setting: `tap-metabase`, `["auth", "user"]` is `TAP_METABASE_AUTH_USER`. */
export function toEnvironmentVariable(programName: string, path: readonly string[]): string {
  return [programName, ...path]
    .join("_")
    .replaceAll(/[^A-Za-z0-9]/g, "_")
    .toUpperCase();
}
