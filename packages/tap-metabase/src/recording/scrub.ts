import { createHmac } from "node:crypto";
import { isSecretName } from "../records/withheld-names.ts";
import { KEYED_BY_NAMES, QUERY_CLAUSES, SERVER_WORDS, VOCABULARY_FIELDS } from "./server-words.ts";

/** Where in an answer a value stands. */
interface Place {
  /** The keys above it, from the outermost; places in lists are not among them. */
  readonly keys: readonly string[];
  /** True for the first element of a list. */
  readonly isFirst: boolean;
}

/** Replaces what people typed or databases hold; the same text always becomes the same. */
export interface Scrubber {
  text(value: string, place: Place): string;
  number(value: number, place: Place): number;
  key(name: string, place: Place): string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;
/** Ids, paths of ids and references to questions. */
const REFERENCE = /^(?:[\d/.]+|card__\d+|[a-z]+-\d+|v[01]\.\d[\w.-]*)$/;
/** Where somebody logged in from. */
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const SERVER_TEXT = /^[\w\-/.:*+? >]{1,80}$/;
const SERVER_KEY = /^[a-z][\w\-/.?%!]{0,60}$/i;

/**
 * Makes a scrubber. What it does not know as the server's own vocabulary it replaces, so that a new
 * field is scrubbed rather than told.
 *
 * @param secret kept nowhere, so that nobody can find a name by trying
 */
export function createScrubber(secret: Uint8Array): Scrubber {
  const hash = (value: string) =>
    createHmac("sha256", secret).update(value).digest("hex").slice(0, 10);
  const replacement = (value: string) =>
    value.includes("@") ? `${hash(value)}@example.com` : `text-${hash(value)}`;

  return {
    text(value, { keys, isFirst }) {
      const key = keys.at(-1) ?? "";
      if (isSecretName(key)) return "withheld";
      if (isExtreme(keys) && INSTANT.test(value)) return "1970-01-01T00:00:00Z";
      if (SERVER_WORDS.has(value)) return value;
      // What stands under a name that people chose is not the server's, whatever the name.
      if (ADDRESS.test(value) || KEYED_BY_NAMES.has(keys.at(-2) ?? "")) return replacement(value);
      if (INSTANT.test(value) || REFERENCE.test(value)) return value;
      if (isFirst && QUERY_CLAUSES.has(value)) return value;
      if (VOCABULARY_FIELDS.has(key) && SERVER_TEXT.test(value)) return value;
      return replacement(value);
    },
    // The smallest and largest values of a column are data.
    number: (value, { keys }) => (isExtreme(keys) ? 0 : value),
    key(name, { keys }) {
      const isServers = SERVER_KEY.test(name) && !KEYED_BY_NAMES.has(keys.at(-1) ?? "");
      return isServers || /^-?\d+$/.test(name) || VOCABULARY_KEYS.has(name)
        ? name
        : `key-${hash(name)}`;
    },
  };
}

/** Keys that the server itself puts into objects that names otherwise key. */
const VOCABULARY_KEYS: ReadonlySet<string> = new Set(["native", "schemas"]);

function isExtreme(keys: readonly string[]): boolean {
  const fingerprint = keys.lastIndexOf("fingerprint");
  return fingerprint >= 0 && keys[fingerprint + 1] === "type";
}
