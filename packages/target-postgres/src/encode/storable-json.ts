import { type InvalidTextPolicy, invalidTextError } from "./copy-text.ts";

/** Whole pairs first, so that a half that is left stands alone; then any other escape. */
const ESCAPE =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u0000|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\./g;

const LONE_ESCAPE_LENGTH = 6;

/**
 * JSON text, as it stood in the line, in the form that jsonb can store. Digits and the order of
 * keys stay as they were sent.
 *
 * @throws {ValueError} for text inside that it cannot store, unless the policy is to replace that.
 */
export function storableJson(json: string, policy: InvalidTextPolicy): string {
  if (!json.includes("\\u")) return json;
  return json.replace(ESCAPE, (found) => {
    if (found.length !== LONE_ESCAPE_LENGTH) return found;
    if (policy === "refuse") {
      throw invalidTextError(found === "\\u0000", findInvalidText(JSON.parse(json)));
    }
    return "\\ufffd";
  });
}

/** JSON pointer to the first text, or name, that PostgreSQL cannot store. */
function findInvalidText(value: unknown): string | undefined {
  if (typeof value === "string") return isStorable(value) ? undefined : "";
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const inner = isStorable(name) ? findInvalidText(member) : "";
    if (inner !== undefined) return `/${printable(name)}${inner}`;
  }
  return undefined;
}

function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

function printable(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}
