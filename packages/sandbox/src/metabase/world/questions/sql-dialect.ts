import { engineOf } from "../databases.ts";
import type { Table } from "../tables.ts";

/** How an engine writes names. */
export interface SqlDialect {
  /** A name of one part. */
  quote(name: string): string;
  /** A table where it is read. */
  table(table: Table): string;
}

const doubleQuoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const backticked = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

const partsOf = ({ schema, name }: Table): string[] => (schema === null ? [name] : [schema, name]);

const STANDARD: SqlDialect = {
  quote: doubleQuoted,
  table: (table) => partsOf(table).map(doubleQuoted).join("."),
};

const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  mysql: { quote: backticked, table: (table) => partsOf(table).map(backticked).join(".") },
  // One pair of quotes around the whole path, as its console writes them.
  "bigquery-cloud-sdk": {
    quote: backticked,
    table: (table) => backticked(partsOf(table).join(".")),
  },
};

/** The dialect of a table's database. */
export function dialectOf({ db_id }: Table): SqlDialect {
  return DIALECTS[engineOf(db_id)] ?? STANDARD;
}
