/** Stands where a shared member goes. No string of the sample world is this one. */
const HOLE = "\u0000";
const HOLE_TEXT = JSON.stringify(HOLE);

/**
 * Writes rows as `JSON.stringify` does. Half of a long list is the same few creators, collections and columns
 * again and again: the text of such parts is made once.
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
    const text = JSON.stringify({ ...row, ...holes });
    let from = 0;
    for (const name of shared) {
      const hole = text.indexOf(HOLE_TEXT, from);
      write(text.slice(from, hole));
      write(textOf((row as Record<string, unknown>)[name]));
      from = hole + HOLE_TEXT.length;
    }
    write(text.slice(from));
  };
}
