import type { JsonSchema } from "../json-schema.ts";
import type { CatalogEntry, MetadataEntry } from "./catalog.ts";

/** What a tap knows of a stream before it reads it. */
export interface StreamDescription {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly keyProperties: readonly string[];
  /** Whether the stream is read when nobody chose. @default true */
  readonly selectedByDefault?: boolean;
}

/** Describes a full-refresh stream for discovery, with metadata for the root and every property. */
export function createCatalogEntry(stream: StreamDescription): CatalogEntry {
  const { name, schema, keyProperties, selectedByDefault = true } = stream;
  const root: MetadataEntry = {
    breadcrumb: [],
    metadata: {
      inclusion: "available",
      "selected-by-default": selectedByDefault,
      "table-key-properties": keyProperties,
      "forced-replication-method": "FULL_TABLE",
    },
  };
  return {
    tap_stream_id: name,
    stream: name,
    replication_method: "FULL_TABLE",
    key_properties: keyProperties,
    schema,
    metadata: [root, ...describeProperties(schema, [], new Set(keyProperties))],
  };
}

function describeProperties(
  schema: JsonSchema,
  parent: readonly string[],
  automatic: ReadonlySet<string>,
): MetadataEntry[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const breadcrumb = [...parent, "properties", name];
    const inclusion = automatic.has(name) ? "automatic" : "available";
    return [
      { breadcrumb, metadata: { inclusion } },
      ...describeProperties(property, breadcrumb, new Set()),
    ];
  });
}
