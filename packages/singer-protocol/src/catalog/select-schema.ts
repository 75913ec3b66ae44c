import type { JsonSchema } from "../json-schema.ts";
import type { CatalogEntry } from "./catalog.ts";
import { type PropertySelection, resolveSelection } from "./resolve-selection.ts";

/** The stream's schema without the properties that the catalog entry deselects, at every depth. */
export function selectSchema(entry: CatalogEntry, schema: JsonSchema): JsonSchema {
  return prune(schema, resolveSelection(entry));
}

function prune(schema: JsonSchema, selection: PropertySelection | undefined): JsonSchema {
  if (selection === undefined || schema.properties === undefined) return schema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([name]) => !selection.deselected.has(name))
      .map(([name, property]) => [name, prune(property, selection.nested.get(name))]),
  );
  const required = schema.required?.filter((name) => !selection.deselected.has(name));
  return { ...schema, properties, ...(required && { required }) };
}
