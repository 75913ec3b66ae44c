// COPY's binary format: what stands before and after the rows.
// https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS

/** Signature, no flags, no extension. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

/** A number of fields that no row has. */
const TRAILER = Buffer.from([0xff, 0xff]);

/** Rows in binary format as a whole. */
export function frameBinary(chunks: readonly Buffer[]): readonly Buffer[] {
  return [HEADER, ...chunks, TRAILER];
}
