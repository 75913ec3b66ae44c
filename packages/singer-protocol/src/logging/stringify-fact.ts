/** JSON of whatever a log call was handed: an error as its message, a bigint as its digits. */
export function stringifyFact(fact: unknown): string {
  return JSON.stringify(fact, (_key, part: unknown) => {
    if (part instanceof Error) return part.message;
    return typeof part === "bigint" ? String(part) : part;
  });
}
