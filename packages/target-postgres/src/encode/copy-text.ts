import { ValueError } from "../errors.ts";

/** How COPY's text format writes NULL. */
export const NULL_FIELD = "\\N";

/** What PostgreSQL cannot store in any text (U+0000, halves of surrogate pairs): an error, or U+FFFD. */
export type InvalidTextPolicy = "refuse" | "replace";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

/** The engine notes every match before it replaces the first: many times the size of a large text. */
const PIECE_CHARACTERS = 65_536;

/**
 * Writes text as one field of COPY's text format.
 * https://www.postgresql.org/docs/current/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export function escapeField(text: string): string {
  if (!/[\\\t\n\r]/.test(text)) return text;
  if (text.length <= PIECE_CHARACTERS) return escapePiece(text);
  let escaped = "";
  for (let start = 0; start < text.length; start += PIECE_CHARACTERS) {
    escaped += escapePiece(text.slice(start, start + PIECE_CHARACTERS));
  }
  return escaped;
}

function escapePiece(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] as string);
}

/**
 * Text as PostgreSQL can store it.
 *
 * @throws {ValueError} for text that it cannot store, unless the policy is to replace that.
 */
export function storableText(text: string, policy: InvalidTextPolicy): string {
  if (!/[\0\ud800-\udfff]/.test(text)) return text;
  const hasNul = text.includes("\0");
  if (!hasNul && text.isWellFormed()) return text;
  if (policy === "refuse") throw invalidTextError(hasNul);
  return text.replaceAll("\0", "\ufffd").toWellFormed();
}

/** What is said of text that PostgreSQL cannot store. `place` is where in a value it stands. */
export function invalidTextError(hasNul: boolean, place = ""): ValueError {
  return new ValueError(
    `contains ${hasNul ? "U+0000" : "half a surrogate pair"}${place && ` at ${place}`}, which PostgreSQL cannot store; ` +
      "set sanitize_null_text_characters to load U+FFFD in its place",
  );
}
