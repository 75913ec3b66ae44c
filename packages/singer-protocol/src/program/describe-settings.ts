import {
  listTypes,
  type SettingSchema,
  type SettingsSchema,
  toEnvironmentVariable,
} from "./settings-schema.ts";

/** One setting as documents and plugin definitions show it. */
export interface SettingDescription {
  /** Nested settings are joined by dots. */
  readonly name: string;
  readonly kind: "string" | "integer" | "decimal" | "boolean" | "array" | "object";
  readonly secret: boolean;
  readonly description: string;
  readonly default: unknown;
  readonly environmentVariable: string;
  readonly required: boolean;
}

/** Flattens a settings schema into rows, in its own order: for a README's table, for Meltano's definitions. */
export function describeSettings(
  programName: string,
  schema: SettingsSchema,
): readonly SettingDescription[] {
  return describeLevel(programName, schema.properties, schema.required ?? [], []);
}

function describeLevel(
  programName: string,
  settings: Readonly<Record<string, SettingSchema>>,
  required: readonly string[],
  parents: readonly string[],
): readonly SettingDescription[] {
  return Object.entries(settings).flatMap(([name, setting]) => {
    const path = [...parents, name];
    if (setting.properties !== undefined) {
      return describeLevel(programName, setting.properties, setting.required ?? [], path);
    }
    return {
      name: path.join("."),
      kind: toKind(setting),
      secret: setting.secret === true,
      description: describe(setting),
      default: setting.default,
      environmentVariable: toEnvironmentVariable(programName, path),
      required: required.includes(name),
    };
  });
}

/** What a setting is for, with the values that it allows where the text does not name them. */
function describe({ description = "", enum: allowed = [] }: SettingSchema): string {
  const values = allowed.filter((value) => value !== null).map(String);
  const words = new Set(description.split(/[^\w-]+/));
  if (values.every((value) => words.has(value))) return description;
  return `${description} One of: ${values.join(", ")}.`.trimStart();
}

function toKind(setting: SettingSchema): SettingDescription["kind"] {
  const type = listTypes(setting).find((name) => name !== "null");
  switch (type) {
    case "integer":
    case "boolean":
    case "array":
    case "object":
      return type;
    case "number":
      return "decimal";
    default:
      return "string";
  }
}
