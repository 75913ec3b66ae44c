/** Any JSON object that a Metabase server sent. */
export type ServerObject = Readonly<Record<string, unknown>>;

/** Says whether a value is a JSON object. */
export function isServerObject(value: unknown): value is ServerObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects in a list that a server sent; none when it sent null or no list. */
export function membersOf(value: unknown): readonly ServerObject[] {
  return Array.isArray(value) ? value.filter(isServerObject) : [];
}

/** The names and values of an object that a server sent; none when it sent null or no object. */
export function entriesOf(value: unknown): readonly [string, unknown][] {
  return isServerObject(value) ? Object.entries(value) : [];
}
