/**
 * The text key of a row that is derived rather than an object of its own (a membership, a
 * permission): the compact JSON array of its parts, such as `[3,2,"public",17,"view-data"]`.
 * A part that the row does not have is null.
 */
export function derivedId(parts: readonly unknown[]): string {
  return JSON.stringify(parts.map((part) => part ?? null));
}
