import { CatalogError } from "../errors.ts";
import type { JsonSchema } from "../json-schema.ts";
import type { Catalog, CatalogEntry, MetadataEntry } from "./catalog.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a catalog as people and runners hand it over, also the older `--properties` form, in which
 * `"selected": true` stands inside the schema: it becomes metadata.
 *
 * @throws {CatalogError} naming the stream and what is wrong with it.
 */
export function parseCatalog(value: unknown): Catalog {
  const streams = isObject(value) ? value["streams"] : undefined;
  if (!Array.isArray(streams)) {
    throw new CatalogError(
      'the catalog must be an object with a list "streams"; make one with --discover',
    );
  }
  return { streams: streams.map(parseEntry) };
}

function parseEntry(entry: unknown, index: number): CatalogEntry {
  const fields: Fields = isObject(entry) ? entry : {};
  const stream = fields["stream"] ?? fields["tap_stream_id"];
  if (typeof stream !== "string") {
    throw new CatalogError(`the catalog's stream number ${index + 1} has no name in "stream"`);
  }
  const { tap_stream_id, schema = {}, replication_method } = fields;
  if (!isObject(schema)) {
    throw new CatalogError(`the catalog's stream "${stream}" has a "schema" that is not an object`);
  }
  const metadata = parseMetadata(fields["metadata"] ?? [], stream);
  return {
    tap_stream_id: typeof tap_stream_id === "string" ? tap_stream_id : stream,
    stream,
    schema,
    key_properties: readKeys(fields, metadata),
    ...(typeof replication_method === "string" && { replication_method }),
    metadata: metadata.length > 0 ? metadata : readLegacySelection(schema, []),
  };
}

function parseMetadata(value: unknown, stream: string): MetadataEntry[] {
  if (!Array.isArray(value)) {
    throw new CatalogError(`the catalog's stream "${stream}" has a "metadata" that is not a list`);
  }
  return value.map((entry: unknown) => {
    const { breadcrumb, metadata } = isObject(entry) ? entry : {};
    if (!isNameList(breadcrumb) || !isObject(metadata)) {
      throw new CatalogError(
        `the catalog's stream "${stream}" has a metadata entry without "breadcrumb" (a list of names) or "metadata" (an object)`,
      );
    }
    return { breadcrumb, metadata };
  });
}

function readKeys(fields: Fields, metadata: readonly MetadataEntry[]): readonly string[] {
  const root = metadata.find(({ breadcrumb }) => breadcrumb.length === 0)?.metadata;
  const keys = fields["key_properties"] ?? root?.["table-key-properties"];
  return isNameList(keys) ? keys : [];
}

function readLegacySelection(schema: JsonSchema, breadcrumb: readonly string[]): MetadataEntry[] {
  const selected = schema["selected"];
  return [
    ...(typeof selected === "boolean" ? [{ breadcrumb, metadata: { selected } }] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
      readLegacySelection(property, [...breadcrumb, "properties", name]),
    ),
  ];
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}
