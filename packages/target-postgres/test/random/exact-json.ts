import { canonicalNumber } from "../../src/encode/number.ts";

/** A JSON value whose numbers are canonical texts, so that all digits count. */
export type ExactValue =
  | null
  | boolean
  | string
  | { readonly number: string }
  | readonly ExactValue[]
  | ReadonlyMap<string, ExactValue>;

const STRING_OR_NUMBER = /"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON without rounding. */
export function parseExact(json: string): ExactValue {
  const marked = json.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? `["s",${token}]` : `["n","${token}"]`,
  );
  // A name of a member was marked like a text.
  return convert(JSON.parse(marked.replace(/\["s",("(?:\\.|[^"\\])*")\](?=\s*:)/g, "$1")));
}

function convert(marked: unknown): ExactValue {
  if (marked === null || typeof marked === "boolean") return marked;
  if (Array.isArray(marked)) {
    const [mark, text] = marked;
    if (mark === "s") return String(text);
    if (mark === "n") return { number: canonicalNumber(String(text)) };
    return marked.map(convert);
  }
  return new Map(Object.entries(marked as object).map(([name, value]) => [name, convert(value)]));
}
