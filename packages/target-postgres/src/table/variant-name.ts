import { fitIdentifier, hashIdentifier } from "../sql/identifier.ts";

const SHORT_NAMES: Readonly<Record<string, string>> = {
  "timestamp without time zone": "timestamp",
  "timestamp with time zone": "timestamptz",
  "time without time zone": "time",
  "double precision": "double",
};

/** The names that a property's further column may have, such as `price__text`: the first one that is free. */
export function variantNames(identifier: string, sql: string): readonly string[] {
  const name = `${identifier}__${shortName(sql)}`;
  return [fitIdentifier(name), hashIdentifier(name, name)];
}

function shortName(sql: string): string {
  if (sql.endsWith("[]")) return `${shortName(sql.slice(0, -2))}_array`;
  return SHORT_NAMES[sql] ?? sql.replace(/\(.*\)/, "").replaceAll(" ", "_");
}
