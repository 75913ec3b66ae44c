import { closest, distance } from "fastest-levenshtein";

/** A typing error changes a letter or two, more only in a long name. */
const LETTERS_PER_ERROR = 3;

/** The name that was probably meant by one that is not among them; undefined when none is near. */
export function findSimilar(name: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  // Letters that changed places count twice in the distance, and are the commonest error.
  const reordered = names.find((other) => sortLetters(other) === sortLetters(name));
  if (reordered !== undefined) return reordered;
  const candidate = closest(name, names);
  return distance(name, candidate) * LETTERS_PER_ERROR <= name.length ? candidate : undefined;
}

function sortLetters(name: string): string {
  return [...name].sort().join("");
}
