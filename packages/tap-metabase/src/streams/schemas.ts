import { derivedId } from "../records/derived-id.ts";
import { integer, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { DerivedSource } from "../source.ts";
import { databaseMetadata } from "../sources/database-metadata.ts";
import type { Stream } from "../stream.ts";

const databaseSchemas: DerivedSource = {
  inputs: [databaseMetadata],
  derive() {
    const schemas = new Map<string, { database_id: unknown; name: unknown; table_count: number }>();
    return {
      take(_, table: ServerObject) {
        const { db_id: database_id, schema: name = null } = table;
        const id = derivedId([database_id, name]);
        const table_count = (schemas.get(id)?.table_count ?? 0) + 1;
        schemas.set(id, { database_id, name, table_count });
      },
      *objects() {
        for (const [id, schema] of schemas) yield { id, ...schema };
      },
    };
  },
};

/**
 * Schemas of the connected databases, from the tables that lie in them. A schema without tables is
 * none to Metabase.
 * https://www.metabase.com/docs/latest/api/database
 */
export const schemas: Stream = {
  name: "schemas",
  group: "data_reference",
  description: "Schemas of the connected databases.",
  endpoint: "GET /api/database/:id/metadata?include_hidden=true",
  versions: "0.49 and newer",
  privilege: "any account; the tables it may see",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[database_id,name] as compact JSON."),
    database_id: integer("databases.id"),
    name: text("As in tables.schema: null or empty in databases without schemas."),
    table_count: integer("Tables in it, hidden ones too."),
  }),
  source: databaseSchemas,
};
