import type { JsonSchema } from "@singer-metabase/singer-protocol";

/** The schema of one stream's record: an object whose properties are all named. */
export interface RecordSchema extends JsonSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

/** An integer key: never null. */
export const integerKey = (description: string): JsonSchema => ({ type: "integer", description });

/** A text key: never null. */
export const textKey = (description: string): JsonSchema => ({ type: "string", description });

/** Any integer, or null. */
export const integer = (description?: string): JsonSchema => nullable("integer", description);

/** Any number, or null. */
export const number = (description?: string): JsonSchema => nullable("number", description);

/** Any text, or null. */
export const text = (description?: string): JsonSchema => nullable("string", description);

/** True, false, or null. */
export const boolean = (description?: string): JsonSchema => nullable("boolean", description);

/** A point in time (RFC 3339), or null. */
export const dateTime = (description?: string): JsonSchema => ({
  ...nullable("string", description),
  format: "date-time",
});

/** A free-form object, or null. Metabase's nested objects are open: every version adds keys. */
export const object = (description?: string): JsonSchema => nullable("object", description);

/** A list, or null; `items` is the schema of one element, anything when left out. */
export const list = (description?: string, items?: JsonSchema): JsonSchema => ({
  ...nullable("array", description),
  ...(items && { items }),
});

/** The column that keeps what the server sent and the schema does not know. */
export const EXTRA = "_extra";

/**
 * The schema of a stream whose undeclared fields are kept in `_extra`, so that nothing a newer
 * server sends is lost.
 */
export function openRecord(properties: Readonly<Record<string, JsonSchema>>): RecordSchema {
  return closedRecord({
    ...properties,
    [EXTRA]: object("Fields that the server sent and this schema does not declare."),
  });
}

/** The schema of a stream that carries its declared properties and nothing else (an allow-list). */
export function closedRecord(properties: Readonly<Record<string, JsonSchema>>): RecordSchema {
  return { type: "object", properties };
}

// Singer targets expect the array form of nullability, never `anyOf`.
function nullable(type: string, description: string | undefined): JsonSchema {
  return { type: [type, "null"], ...(description !== undefined && { description }) };
}
