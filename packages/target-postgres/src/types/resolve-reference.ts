import type { JsonSchema } from "@singer-metabase/singer-protocol";

/**
 * The schema that a `$ref` points to inside a stream's own schema: by JSON pointer, by anchor
 * (`$anchor`, or `$id: "#name"` of older drafts), or by the `$id` of an embedded schema. Undefined
 * for one that is elsewhere: nothing is fetched.
 * https://json-schema.org/understanding-json-schema/structuring
 */
export function resolveReference(root: JsonSchema, reference: string): unknown {
  const [id = "", fragment = ""] = reference.split("#", 2);
  const base = id === "" ? root : findSchema(root, (schema) => idOf(schema) === id);
  if (base === undefined || fragment === "") return base;
  if (fragment.startsWith("/")) return resolvePointer(base, fragment);
  return findSchema(
    base,
    (schema) => schema["$anchor"] === fragment || idOf(schema) === `#${fragment}`,
  );
}

function idOf(schema: JsonSchema): unknown {
  return schema["$id"] ?? schema["id"];
}

function resolvePointer(base: JsonSchema, pointer: string): unknown {
  return decodePercent(pointer)
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (value, token) => (isObject(value) && Object.hasOwn(value, token) ? value[token] : undefined),
      base,
    );
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function findSchema(
  value: unknown,
  matches: (schema: JsonSchema) => boolean,
): JsonSchema | undefined {
  if (!isObject(value)) return undefined;
  if (matches(value)) return value;
  for (const part of Object.values(value)) {
    const found = findSchema(part, matches);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}
