import { ConfigurationError } from "./errors.ts";
import type { Connection } from "./postgres.ts";
import type { Settings } from "./settings.ts";
import { quoteIdentifier } from "./sql/identifier.ts";
import { READ_RIGHTS, type Rights } from "./sql/read-rights.ts";

/**
 * Says, for people, whom the target is and what it may do.
 *
 * @throws {ConfigurationError} naming the GRANT that is missing.
 */
export async function testConnection(connection: Connection, settings: Settings): Promise<string> {
  const schema = settings.default_target_schema;
  const [rights] = await connection.query<Rights>(READ_RIGHTS, [schema]);
  if (rights === undefined) throw new Error("a query without a table gives one row");
  const user = quoteIdentifier(rights.user);
  const database = quoteIdentifier(rights.database);
  if (schema !== "" && !rights.schema_exists && !rights.may_create_schema) {
    throw new ConfigurationError(
      `schema "${schema}" does not exist and cannot be created: GRANT CREATE ON DATABASE ${database} TO ${user}`,
    );
  }
  if (rights.schema_exists && !rights.may_create_table) {
    throw new ConfigurationError(
      `tables cannot be created in schema "${schema}": GRANT USAGE, CREATE ON SCHEMA ${quoteIdentifier(schema)} TO ${user}`,
    );
  }
  return [
    `PostgreSQL ${rights.version}, database ${database}, as ${user}, ${rights.tls ? "over TLS" : "without TLS"}`,
    schema === ""
      ? "schemas are taken from the names of streams"
      : `schema "${schema}" ${rights.schema_exists ? "exists; tables can be created in it" : "does not exist; it can be created"}`,
    "the connection works",
  ].join("\n");
}
