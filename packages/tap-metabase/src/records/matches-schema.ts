import { ExactDecimal } from "@singer-metabase/metabase-client";
import type { JsonSchema } from "@singer-metabase/singer-protocol";

const DATE_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * Says whether a value fits the part of JSON Schema that stream schemas use: `type`, `items`,
 * `properties` and the format `date-time` (RFC 3339).
 */
export function matchesSchema(value: unknown, schema: JsonSchema): boolean {
  if (schema.type !== undefined && !isOfTypes(value, schema.type)) return false;
  if (typeof value === "string") return schema.format !== "date-time" || DATE_TIME.test(value);
  if (Array.isArray(value)) return matchesItems(value, schema.items);
  if (typeof value === "object" && value !== null && schema.properties) {
    return matchesProperties(value, schema.properties);
  }
  return true;
}

function matchesItems(values: readonly unknown[], items: JsonSchema["items"]): boolean {
  if (items === undefined || isTuple(items)) return true;
  return values.every((value) => matchesSchema(value, items));
}

function matchesProperties(
  value: object,
  properties: Readonly<Record<string, JsonSchema>>,
): boolean {
  return Object.entries(value).every(([name, member]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return property === undefined || matchesSchema(member, property);
  });
}

function isTuple(items: NonNullable<JsonSchema["items"]>): items is readonly JsonSchema[] {
  return Array.isArray(items);
}

function isOfTypes(value: unknown, types: string | readonly string[]): boolean {
  if (typeof types === "string") return isOfType(value, types);
  return types.some((type) => isOfType(value, type));
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "integer":
      return Number.isInteger(value) || typeof value === "bigint";
    case "number":
      return (
        typeof value === "number" || typeof value === "bigint" || value instanceof ExactDecimal
      );
    default:
      return typeof value === type;
  }
}

/** A number that a double does not hold comes as an object, and is none. */
function isObject(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactDecimal)
  );
}
