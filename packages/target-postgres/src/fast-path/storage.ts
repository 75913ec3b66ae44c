/** How a column's values are written in COPY's binary format: as the types' `recv` functions read them. */
export type Storage =
  | "text"
  | "boolean"
  | "int2"
  | "int4"
  | "int8"
  | "float8"
  | "numeric"
  | "timestamp"
  | "date"
  | "time"
  | "uuid"
  | "jsonb"
  | "json";

/** A type of an array's elements, by its place in the server's catalog, which never changes. */
export interface ElementType {
  readonly storage: Storage;
  readonly oid: number;
}

const TYPES: Readonly<Record<string, ElementType>> = {
  text: { storage: "text", oid: 25 },
  "character varying": { storage: "text", oid: 1043 },
  boolean: { storage: "boolean", oid: 16 },
  smallint: { storage: "int2", oid: 21 },
  integer: { storage: "int4", oid: 23 },
  bigint: { storage: "int8", oid: 20 },
  "double precision": { storage: "float8", oid: 701 },
  numeric: { storage: "numeric", oid: 1700 },
  "timestamp without time zone": { storage: "timestamp", oid: 1114 },
  // Instants, and the slow path too takes a text without a zone for UTC.
  "timestamp with time zone": { storage: "timestamp", oid: 1184 },
  date: { storage: "date", oid: 1082 },
  "time without time zone": { storage: "time", oid: 1083 },
  uuid: { storage: "uuid", oid: 2950 },
  jsonb: { storage: "jsonb", oid: 3802 },
  json: { storage: "json", oid: 114 },
};

/** How a type of that name (as `format_type()` spells it) is stored; undefined for all that are not known. */
export function findStorage(sql: string): ElementType | undefined {
  return Object.hasOwn(TYPES, sql) ? TYPES[sql] : undefined;
}
