/** Where in a COPY the server stopped. */
export interface CopyPlace {
  /** Index of the row, from 0. */
  readonly row: number;
  /** The column's identifier, where one is to blame. */
  readonly column: string | undefined;
}

/**
 * Reads the place from the CONTEXT of an error (`COPY t, line 3, column c: "x"`), whose words are
 * in the language of the server.
 *
 * @returns undefined when the error did not arise while a row was read.
 */
export function parseCopyPlace(where: string | undefined, table: string): CopyPlace | undefined {
  const prefix = `COPY ${table}, `;
  if (where === undefined || !where.startsWith(prefix)) return undefined;
  const match = /^\D*?(\d+)(?:, \S+ (.*?))?(?:: |$)/.exec(
    where.slice(prefix.length).split("\n")[0] ?? "",
  );
  return match === null ? undefined : { row: Number(match[1]) - 1, column: match[2] };
}
