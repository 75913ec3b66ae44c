import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { resolveReference } from "./resolve-reference.ts";

/**
 * A schema without `$ref` and `allOf`: one that says, of all that they say, at least as much as a
 * column's type depends on. It may allow more than they do, never less. A boolean schema is itself.
 *
 * @param path the schemas that led here, so that one that refers to itself ends.
 */
export function flattenSchema(
  schema: unknown,
  root: JsonSchema,
  path: ReadonlySet<unknown> = new Set(),
): JsonSchema | boolean {
  if (typeof schema !== "object" || schema === null) return schema !== false;
  if (path.has(schema)) return true;
  const { $ref, allOf, ...own } = schema as JsonSchema;
  const isPlain = typeof $ref !== "string" && !Array.isArray(allOf);
  if (isPlain) return own;
  const inner = new Set([...path, schema]);
  const parts = [
    ...(typeof $ref === "string" ? [resolveReference(root, $ref)] : []),
    ...(Array.isArray(allOf) ? allOf : []),
  ];
  return parts
    .map((part) => flattenSchema(part, root, inner))
    .reduce<JsonSchema | boolean>(mergeSchemas, own);
}

/** One schema for two that must both hold. */
export function mergeSchemas(one: JsonSchema | boolean, other: JsonSchema | boolean) {
  if (one === false || other === false) return false;
  if (one === true) return other;
  if (other === true) return one;
  // Of a keyword that both have either would do: a value must meet both.
  const type = commonTypes(readTypes(one), readTypes(other));
  return { ...one, ...other, ...(type !== undefined && { type }) };
}

/** The names in a schema's `type`; undefined where it names none. */
export function readTypes({ type }: JsonSchema): readonly string[] | undefined {
  if (typeof type === "string") return [type];
  return Array.isArray(type) ? type.filter((name) => typeof name === "string") : undefined;
}

function commonTypes(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): string[] | undefined {
  if (one === undefined || other === undefined) return (one ?? other)?.slice();
  const isIn = (type: string, list: readonly string[]): boolean =>
    list.includes(type) || (type === "integer" && list.includes("number"));
  return [...new Set([...one, ...other])].filter((type) => isIn(type, one) && isIn(type, other));
}
