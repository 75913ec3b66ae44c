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
  const mapped = Object.values(settings.schema_mapping ?? {}).map((each) => each.target_schema);
  const schemas = [...new Set([settings.default_target_schema, ...mapped])];
  const lines: string[] = [];
  for (const schema of schemas) {
    const [rights] = await connection.query<Rights>(READ_RIGHTS, [schema]);
    if (rights === undefined) throw new Error("a query without a table gives one row");
    if (lines.length === 0) lines.push(describeSession(rights));
    lines.push(schema === "" ? WITHOUT_SCHEMA : checkSchema(schema, rights));
  }
  return [...lines, "the connection works"].join("\n");
}

const WITHOUT_SCHEMA = "schemas are taken from the names of streams";

function describeSession({ version, database, user, tls }: Rights): string {
  const facts = [
    `PostgreSQL ${version}`,
    `database ${quoteIdentifier(database)}`,
    `as ${quoteIdentifier(user)}`,
    tls ? "over TLS" : "without TLS",
  ];
  return facts.join(", ");
}

function checkSchema(schema: string, rights: Rights): string {
  const user = quoteIdentifier(rights.user);
  if (!rights.schema_exists) {
    if (rights.may_create_schema) return `schema "${schema}" does not exist; it can be created`;
    throw new ConfigurationError(
      `schema "${schema}" does not exist and cannot be created: GRANT CREATE ON DATABASE ${quoteIdentifier(rights.database)} TO ${user}`,
    );
  }
  if (rights.may_create_table) return `schema "${schema}" exists; tables can be created in it`;
  throw new ConfigurationError(
    `tables cannot be created in schema "${schema}": GRANT USAGE, CREATE ON SCHEMA ${quoteIdentifier(schema)} TO ${user}`,
  );
}
