import type { JsonSchema } from "@singer-metabase/singer-protocol";

const TYPE_OF_BEGINNING: readonly (readonly [RegExp, JsonSchema])[] = [
  [/^float\(/, { type: "number" }],
  [/^int\(/, { type: "integer" }],
  [/^str\(/, { type: "string" }],
  [/^bool\(/, { type: "boolean" }],
  [/^json\.dumps\(/, { type: "string" }],
  [/^datetime\.date[.(]|\.date\(\)$/, { type: "string", format: "date" }],
  [/^datetime\.datetime[.(]/, { type: "string", format: "date-time" }],
  [/^'.*'$/s, { type: "string" }],
];

/**
 * The schema of a mapped property, read off the text of its expression as the SDK does it: a call of
 * a type decides, then what the property was before, then the field that is only renamed; otherwise
 * it is a string. Always nullable.
 * https://sdk.meltano.com/en/latest/stream_maps.html#automatic-schema-detection
 */
export function inferSchema(
  name: string,
  expression: string,
  { mapped, stream }: { readonly mapped: JsonSchema; readonly stream: JsonSchema },
): JsonSchema {
  if (expression === "record") return makeNullable(stream);
  const told = TYPE_OF_BEGINNING.find(([beginning]) => beginning.test(expression))?.[1];
  return makeNullable(
    told ?? findProperty(mapped, name) ?? findProperty(stream, expression) ?? { type: "string" },
  );
}

/** A stream's property, by a name that may be any text. */
function findProperty({ properties = {} }: JsonSchema, name: string): JsonSchema | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function makeNullable(schema: JsonSchema): JsonSchema {
  const { type, anyOf } = schema;
  if (type !== undefined) {
    const types = typeof type === "string" ? [type] : type;
    return types.includes("null") ? schema : { ...schema, type: [...types, "null"] };
  }
  if (anyOf === undefined || anyOf.some((choice) => choice.type === "null")) return schema;
  return { ...schema, anyOf: [...anyOf, { type: "null" }] };
}
