import type { ContentEncoding } from "../types/column-type.ts";

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
  | "json"
  /** Bytes, of texts in that encoding. */
  | ContentEncoding;

/** A type as values are written for it. */
export interface StoredType {
  readonly storage: Storage;
  /** Its place in the server's catalog, which never changes. */
  readonly oid: number;
}

/** What a column keeps of a value without changing it; infinite where its type does not say. */
export interface ColumnLimits {
  readonly maxCharacters: number;
  /** Digits before the point. */
  readonly maxWhole: number;
  /** Digits after the point. */
  readonly maxFraction: number;
}

const TYPES: Readonly<Record<string, StoredType>> = {
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
  "bytea base16": { storage: "base16", oid: 17 },
  "bytea base64": { storage: "base64", oid: 17 },
};

const LIMITED_TEXT = /^(character varying)\((\d+)\)$/;
const LIMITED_NUMBER = /^(numeric)\((\d+),(\d+)\)$/;

/**
 * How a type of that name (as `format_type()` spells it) is stored; undefined for all that are not known.
 * Bytes are known only by the encoding that their texts come in.
 */
export function findStorage(
  sql: string,
  contentEncoding?: ContentEncoding,
): (StoredType & ColumnLimits) | undefined {
  const [, text, length = Number.POSITIVE_INFINITY] = LIMITED_TEXT.exec(sql) ?? [];
  const [, number, precision = Number.POSITIVE_INFINITY, scale = 0] =
    LIMITED_NUMBER.exec(sql) ?? [];
  const name = sql === "bytea" ? `bytea ${contentEncoding}` : (text ?? number ?? sql);
  if (!Object.hasOwn(TYPES, name)) return undefined;
  return {
    ...(TYPES[name] as StoredType),
    maxCharacters: Number(length),
    maxWhole: Number(precision) - Number(scale),
    maxFraction: number === undefined ? Number.POSITIVE_INFINITY : Number(scale),
  };
}
