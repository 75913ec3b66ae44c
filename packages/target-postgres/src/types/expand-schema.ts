import type { JsonSchema } from "@singer-metabase/singer-protocol";

/** One of the things a property may be: a schema with exactly one type, and not null. */
export interface SchemaAlternative extends JsonSchema {
  readonly type: string;
}

/**
 * Takes a property's schema apart into all the things that a value may be: types in a list, anyOf,
 * oneOf, allOf and local references. Empty when the schema allows anything.
 */
export function expandSchema(schema: unknown, root: JsonSchema): readonly SchemaAlternative[] {
  return expand(schema, root, new Set());
}

function expand(
  schema: unknown,
  root: JsonSchema,
  visited: ReadonlySet<unknown>,
): readonly SchemaAlternative[] {
  if (!isSchema(schema) || visited.has(schema)) return [];
  const path = new Set([...visited, schema]);

  const reference = schema["$ref"];
  if (typeof reference === "string") return expand(resolvePointer(root, reference), root, path);

  const types = readTypes(schema);
  if (types.length > 0) {
    return types.filter((type) => type !== "null").map((type) => ({ ...schema, type }));
  }
  const parts = schema["allOf"];
  if (Array.isArray(parts)) return expandFirst(parts, root, path);
  const choices = schema["anyOf"] ?? schema["oneOf"];
  return Array.isArray(choices) ? choices.flatMap((choice) => expand(choice, root, path)) : [];
}

/** Of several schemas that all hold, the first one that names a type decides. */
function expandFirst(
  parts: readonly unknown[],
  root: JsonSchema,
  path: ReadonlySet<unknown>,
): readonly SchemaAlternative[] {
  for (const part of parts) {
    const alternatives = expand(part, root, path);
    if (alternatives.length > 0) return alternatives;
  }
  return [];
}

function readTypes(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === "string") return [type];
  if (Array.isArray(type)) return type.filter((name) => typeof name === "string");
  if (schema.properties !== undefined) return ["object"];
  if (schema.items !== undefined) return ["array"];
  return [];
}

function resolvePointer(root: JsonSchema, reference: string): unknown {
  if (!reference.startsWith("#")) return undefined;
  return decodeURIComponent(reference.slice(1))
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (value, token) => (isSchema(value) && Object.hasOwn(value, token) ? value[token] : undefined),
      root,
    );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}
