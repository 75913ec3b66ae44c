import { createHash } from "node:crypto";

/** Longer names are cut by the server, on a character's boundary, with no more than a notice. */
const MAX_IDENTIFIER_BYTES = 63;

const HASH_LENGTH = 8;

/** A table, by names that need no further care. */
export interface Relation {
  readonly schema: string;
  readonly table: string;
}

/** Quotes a name, so that it is itself whatever stands in it. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes text as a literal that means the same under every setting of the server. */
export function quoteLiteral(text: string): string {
  const quoted = `'${text.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;
  return text.includes("\\") ? `E${quoted}` : quoted;
}

/** `"schema"."table"` */
export function quoteRelation({ schema, table }: Relation): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`;
}

/** `"a", "b"` */
export function quoteList(names: readonly string[], prefix = ""): string {
  return names.map((name) => `${prefix}${quoteIdentifier(name)}`).join(", ");
}

/**
 * The identifier for a name: itself where PostgreSQL can carry it, otherwise its beginning and a
 * hash of the whole, the same in every run and different for different names.
 */
export function fitIdentifier(name: string): string {
  const isFit =
    name !== "" &&
    Buffer.byteLength(name) <= MAX_IDENTIFIER_BYTES &&
    !name.includes("\0") &&
    name.isWellFormed();
  return isFit ? name : hashIdentifier(name, name);
}

/** The beginning of a name, and a hash of what it stands for. */
export function hashIdentifier(name: string, original: string): string {
  const hash = createHash("sha256").update(JSON.stringify(original)).digest("hex");
  const beginning = name.replaceAll("\0", "").toWellFormed();
  return `${cutBytes(beginning, MAX_IDENTIFIER_BYTES - HASH_LENGTH - 1)}_${hash.slice(0, HASH_LENGTH)}`;
}

function cutBytes(text: string, maxBytes: number): string {
  let kept = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    kept += character;
  }
  return kept;
}
