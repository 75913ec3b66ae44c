/** Keeps secrets out of whatever is shown. */
export interface Redactor {
  /** Registers a value that must never be shown again. Empty ones are ignored. */
  add(secret: string | undefined): void;
  /** The text with every registered secret replaced, in whatever spelling it stands there. */
  redact(text: string): string;
}

const MASK = "***";

/**
 * Below this length a secret is replaced only where it stands alone, not inside a word: a password
 * `a` would else turn every line to stars, and show by them what it is.
 */
const SHORTEST_ANYWHERE = 4;

/**
 * A redactor that finds a secret as it is, JSON-escaped (once or twice), URL-encoded (as a path and as
 * a form) and base64-encoded (at any offset, so also inside `user:secret`, in both alphabets).
 */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  let pattern: RegExp | undefined;

  return {
    add(secret) {
      if (secret === undefined || secret === "" || secrets.has(secret)) return;
      secrets.add(secret);
      pattern = toPattern(secrets);
    },
    redact(text) {
      return pattern === undefined ? text : text.replace(pattern, MASK);
    },
  };
}

function toPattern(secrets: ReadonlySet<string>): RegExp {
  const spellings = new Map<string, string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST_ANYWHERE) {
      spellings.set(secret, `(?<![\\p{L}\\p{N}])${escapePattern(secret)}(?![\\p{L}\\p{N}])`);
    } else {
      for (const spelling of spell(secret)) spellings.set(spelling, escapePattern(spelling));
    }
  }
  // Longest first: a secret that contains another must not leave its rest behind.
  const ordered = [...spellings].sort(([a], [b]) => b.length - a.length);
  return new RegExp(ordered.map(([, source]) => source).join("|"), "gu");
}

function spell(secret: string): Set<string> {
  // Through UTF-8: a lone surrogate would make the encoders throw.
  const wellFormed = Buffer.from(secret).toString();
  const path = encodeURIComponent(wellFormed);
  const form = new URLSearchParams({ "": wellFormed }).toString().slice(1);
  const once = escapeJson(secret);
  const base64 = [0, 1, 2].map((offset) => encodeInside(wellFormed, offset));
  return new Set([
    secret,
    once,
    escapeJson(once),
    ...[path, form].flatMap((url) => [url, url.replace(/%../g, (hex) => hex.toLowerCase())]),
    ...base64.flatMap((text) => [
      text,
      text.replaceAll("+", "-").replaceAll("/", "_"),
      encodeURIComponent(text),
    ]),
  ]);
}

/** The characters of a base64 text that depend on the secret alone when `offset` bytes precede it. */
function encodeInside(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice(first, last);
}

function escapeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapePattern(text: string): string {
  return text.replace(
    /[\\^$.*+?()[\]{}|/-]/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}
