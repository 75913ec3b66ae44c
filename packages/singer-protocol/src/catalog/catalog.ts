import type { JsonSchema } from "../json-schema.ts";

/** What a tap can bring, and what of it was asked for. */
export interface Catalog {
  readonly streams: readonly CatalogEntry[];
}

/** One stream of a catalog, in the wire's case. */
export interface CatalogEntry {
  readonly tap_stream_id: string;
  readonly stream: string;
  readonly schema: JsonSchema;
  readonly key_properties: readonly string[];
  readonly replication_method?: string;
  readonly metadata: readonly MetadataEntry[];
}

/**
 * Facts about one place of the schema. The breadcrumb is empty for the stream itself, else
 * `["properties", "a", "properties", "b"]`.
 * https://github.com/singer-io/getting-started/blob/master/docs/DISCOVERY_MODE.md#metadata
 */
export interface MetadataEntry {
  readonly breadcrumb: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}
