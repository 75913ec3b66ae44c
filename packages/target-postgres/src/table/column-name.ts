import { fitIdentifier, hashIdentifier } from "../sql/identifier.ts";
import { isMetadataName } from "./metadata-columns.ts";

/** How properties' names become columns' names. */
export type ColumnNameStyle = "verbatim" | "lower" | "snake";

/** Every table has these already. https://www.postgresql.org/docs/current/ddl-system-columns.html */
const SYSTEM_COLUMNS: ReadonlySet<string> = new Set([
  "tableoid",
  "xmin",
  "cmin",
  "xmax",
  "cmax",
  "ctid",
]);

/** The names that a property's column may have: the first one that is free. */
export function columnNames(property: string, style: ColumnNameStyle): readonly string[] {
  const styled = applyStyle(property, style);
  const other = hashIdentifier(styled, property);
  const isReserved = SYSTEM_COLUMNS.has(styled) || isMetadataName(styled);
  return isReserved ? [other] : [fitIdentifier(styled), other];
}

function applyStyle(property: string, style: ColumnNameStyle): string {
  if (style === "verbatim") return property;
  if (style === "lower") return property.toLowerCase();
  return property
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();
}
