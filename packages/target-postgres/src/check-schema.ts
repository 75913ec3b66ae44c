import type { Line, SchemaMessage } from "@singer-metabase/singer-protocol";
import { SchemaError } from "./errors.ts";
import type { Settings } from "./settings.ts";

/**
 * Checks a SCHEMA as far as no table is needed for it.
 *
 * @throws {SchemaError} for one that cannot become a table.
 */
export function checkSchema(
  { stream, schema, key_properties }: SchemaMessage,
  line: Line,
  { primary_key_required }: Settings,
): void {
  const place = { stream, line: line.number };
  const properties = schema.properties ?? {};
  if (Object.keys(properties).length === 0) {
    throw new SchemaError(place, "the SCHEMA declares no properties, so there is nothing to load");
  }
  if (primary_key_required && key_properties.length === 0) {
    throw new SchemaError(
      place,
      "the SCHEMA has no key_properties; set primary_key_required to false to append its rows",
    );
  }
  for (const key of key_properties) {
    if (!Object.hasOwn(properties, key)) {
      throw new SchemaError(place, `key property "${key}" is not among the properties`);
    }
  }
}
