/** Stands where a shared member goes. No string of the sample world is this one. */
const HOLE = "\u0000";
const HOLE_TEXT = JSON.stringify(HOLE);

/**
 * Writes rows as `JSON.stringify` does. Much of a long list is the same creators, collections and columns again and again:
 * the text of such parts is made once. A row is used up by it, since a copy would cost more than this saves.
 *
 * @param shared members that every row has, in the order of its members; what is frozen in them is the same for many rows
 */
export function createRowWriter(
  shared: readonly string[],
  write: (text: string) => void,
): (row: object) => void {
  const holes = Object.fromEntries(shared.map((name) => [name, HOLE]));
  const known = new WeakMap<object, string>();

  const textOf = (value: unknown): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const text = known.get(value);
    if (text !== undefined) return text;
    const made = Array.isArray(value) ? `[${value.map(textOf).join()}]` : JSON.stringify(value);
    if (Object.isFrozen(value)) known.set(value, made);
    return made;
  };

  return (row) => {
    const parts = shared.map((name) => (row as Record<string, unknown>)[name]);
    const text = JSON.stringify(Object.assign(row, holes));
    let from = 0;
    for (const part of parts) {
      const hole = text.indexOf(HOLE_TEXT, from);
      write(text.slice(from, hole));
      write(textOf(part));
      from = hole + HOLE_TEXT.length;
    }
    write(text.slice(from));
  };
}
