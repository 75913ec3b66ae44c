import { findJsonSyntaxError } from "../json-syntax-error.ts";

const BARE_NUMBER = /-?(?:NaN|Infinity)\b/y;

/** Says why a line is not JSON, and what to do, without quoting the data in it. */
export function describeBrokenJson(text: string): string {
  if (!text.trimStart().startsWith("{")) {
    return 'not a Singer message: it does not start with "{", so something else was printed to the tap\'s output';
  }
  const offset = findJsonSyntaxError(text)?.offset;
  if (offset === undefined) return "not JSON";
  BARE_NUMBER.lastIndex = offset;
  const [token] = BARE_NUMBER.exec(text) ?? [];
  if (token !== undefined) {
    return `not JSON: ${token} at character ${offset + 1} (Python's json module writes it); make the tap write null`;
  }
  if (!text.trimEnd().endsWith("}")) {
    return `not JSON: it breaks off after ${text.length} characters; the tap was cut off in the middle of a line`;
  }
  return `not JSON, from character ${offset + 1} on`;
}
