import { listTypes, type SettingSchema } from "./settings-schema.ts";

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["0", false],
  ["no", false],
  ["off", false],
]);

/**
 * Turns the text of a setting into the type its schema asks for: environment variables are text
 * only, and a runner that expands `$PORT` in its configuration hands over text, too. A text that
 * does not fit is returned as it is, for validation to name.
 */
export function parseSettingText(text: string, schema: SettingSchema): unknown {
  for (const type of listTypes(schema)) {
    const value = parseAs(type, text);
    if (value !== undefined) return value;
  }
  return text;
}

function parseAs(type: string, text: string): unknown {
  switch (type) {
    case "integer":
      return /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined;
    case "number":
      return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "boolean":
      return BOOLEANS.get(text.trim().toLowerCase());
    case "array":
    case "object":
      return parseJson(type, text);
    case "string":
      return text;
    default:
      return undefined;
  }
}

function parseJson(type: "array" | "object", text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isWanted = Array.isArray(value) ? type === "array" : typeof value === "object";
    return isWanted && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
