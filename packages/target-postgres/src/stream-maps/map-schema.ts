import type { JsonSchema, SchemaMessage } from "@singer-metabase/singer-protocol";
import { SchemaError } from "../errors.ts";
import { inferSchema } from "./expression-schema.ts";
import type { StreamMapContent } from "./stream-map.ts";

/**
 * The SCHEMA of a mapped stream, still under its own name.
 *
 * @throws {SchemaError} saying which key property the map leaves without a value.
 */
export function mapSchema(
  message: SchemaMessage,
  content: StreamMapContent,
  line: number,
): SchemaMessage {
  const place = { stream: message.stream, line };
  const stream = message.schema;
  const keys = content.keyProperties ?? message.key_properties;
  let mapped = content.keepsOthers ? stream : pick(stream, keys);
  for (const { name, expression } of content.fields) {
    if (expression === undefined) {
      if (keys.includes(name)) {
        throw new SchemaError(
          place,
          `stream map: key property "${name}" cannot be removed; __key_properties__ says which properties are the key, or null for none`,
        );
      }
      mapped = remove(mapped, name);
    } else {
      const schema = inferSchema(name, expression.text, { mapped, stream });
      mapped = { ...mapped, properties: assign(mapped.properties, name, schema) };
    }
  }
  const missing = keys.find((key) => !Object.hasOwn(mapped.properties ?? {}, key));
  if (missing !== undefined) {
    throw new SchemaError(
      place,
      `stream map: key property "${missing}" is not among the properties; __key_properties__ says which are the key`,
    );
  }
  return { ...message, schema: mapped, key_properties: keys };
}

/** The fields of a map that can be nothing but text. */
export function findTextFields(
  { fields }: StreamMapContent,
  { schema: { properties = {} } }: SchemaMessage,
): readonly string[] {
  return fields
    .filter(({ name, expression }) => expression !== undefined && isText(properties[name]))
    .map(({ name }) => name);
}

function isText({ type = [] }: JsonSchema = {}): boolean {
  const types = typeof type === "string" ? [type] : type;
  return types.includes("string") && types.every((name) => name === "string" || name === "null");
}

/** What others are dropped around: the key, and what its schemas may refer to. */
function pick(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const { properties = {}, definitions, $defs, $schema } = schema;
  const kept = Object.entries(properties).filter(([name]) => names.includes(name));
  return {
    type: "object",
    properties: Object.fromEntries(kept),
    ...(definitions !== undefined && { definitions }),
    ...($defs !== undefined && { $defs }),
    ...($schema !== undefined && { $schema }),
  };
}

function remove(schema: JsonSchema, name: string): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).filter(([known]) => known !== name);
  const { required } = schema;
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    ...(required !== undefined && { required: required.filter((known) => known !== name) }),
  };
}

/** Object.fromEntries keeps a property called __proto__; assignment would not. */
function assign(
  properties: JsonSchema["properties"],
  name: string,
  schema: JsonSchema,
): NonNullable<JsonSchema["properties"]> {
  return Object.fromEntries([...Object.entries(properties ?? {}), [name, schema]]);
}
