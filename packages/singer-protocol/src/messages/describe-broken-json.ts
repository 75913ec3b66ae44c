const STRING_OR_BARE_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Says why a line is not JSON, and what to do, without quoting the data in it. */
export function describeBrokenJson(text: string): string {
  if (!text.startsWith("{")) {
    return 'not a Singer message: it does not start with "{"; something else was printed to the output of the tap';
  }
  for (const { 0: token } of text.matchAll(STRING_OR_BARE_NUMBER)) {
    if (!token.startsWith('"')) {
      return `${token} is not JSON (Python's json module writes it); make the tap write null`;
    }
  }
  if (!text.trimEnd().endsWith("}")) {
    return `JSON that breaks off after ${text.length} characters; the tap was cut off in the middle of a line`;
  }
  return "not JSON";
}
