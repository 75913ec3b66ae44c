/** How many characters of a body an error message shows. */
const LENGTH = 200;

/** The first characters of a body, on one line, for an error message. Redact before, never after. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "an empty body";
  return line.length > LENGTH ? `${line.slice(0, LENGTH)}…` : line;
}
