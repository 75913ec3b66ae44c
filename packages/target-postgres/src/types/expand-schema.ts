import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { flattenSchema, mergeSchemas, readTypes } from "./flatten-schema.ts";

/** One of the things a property may be: a schema with exactly one type, or {@link ANYTHING}. */
export interface SchemaAlternative extends JsonSchema {
  readonly type: string;
}

/** The type of a schema that leaves the type open. */
export const ANYTHING = "anything";

/**
 * Takes a property's schema apart into all the things that a value may be beside null: types in a
 * list, anyOf, oneOf, allOf, references, const and enum. Empty when only null is allowed, or nothing.
 */
export function expandSchema(schema: unknown, root: JsonSchema): readonly SchemaAlternative[] {
  return expand(schema, root, new Set()).filter(({ type }) => type !== "null");
}

/** Whether a property may be null. */
export function allowsNull(schema: unknown, root: JsonSchema): boolean {
  return expand(schema, root, new Set()).some(({ type }) => type === "null" || type === ANYTHING);
}

function expand(
  schema: unknown,
  root: JsonSchema,
  visited: ReadonlySet<unknown>,
): readonly SchemaAlternative[] {
  const flat = flattenSchema(schema, root);
  if (flat === false) return [];
  if (flat === true) return [{ type: ANYTHING }];
  const types = readTypes(flat) ?? typesOfValues(flat);
  if (types !== undefined) return types.map((type) => ({ ...flat, type }));
  const { anyOf, oneOf, ...rest } = flat;
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) {
    // What it may be because it refers to itself, it may be anyway.
    if (visited.has(choices)) return [];
    const inner = new Set([...visited, choices]);
    return choices.flatMap((choice) =>
      expand(mergeSchemas(rest, flattenSchema(choice, root)), root, inner),
    );
  }
  // Said of objects or arrays, though other values would be valid too: jsonb holds them all.
  const isNested = flat.properties !== undefined || flat.items !== undefined;
  return [{ ...flat, type: isNested ? "object" : ANYTHING }];
}

/** The types of the values that `const` or `enum` lists. */
function typesOfValues(schema: JsonSchema): readonly string[] | undefined {
  if (Object.hasOwn(schema, "const")) return [typeOfValue(schema["const"])];
  const values = schema["enum"];
  return Array.isArray(values) ? [...new Set(values.map(typeOfValue))] : undefined;
}

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
