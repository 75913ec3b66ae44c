/** Keeps secrets out of whatever is shown. */
export interface Redactor {
  /** Registers a value that must never be shown again. Empty ones are ignored. */
  add(secret: string | undefined): void;
  /** The text with every registered secret replaced, in whatever spelling it stands there. */
  redact(text: string): string;
}

const MASK = "***";

/**
 * A shorter secret is replaced only where it stands alone, not inside a word: a password `a` would
 * else turn every line to stars, and show by them what it is.
 */
const SHORTEST_ANYWHERE = 4;

/**
 * A redactor that finds a secret as it is, JSON-escaped to any depth, URL-encoded in part or whole,
 * and base64-encoded at any offset, so also inside `user:secret`, in both alphabets.
 */
export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  let pattern: RegExp | undefined;

  return {
    add(secret) {
      if (secret === undefined || secret === "" || secrets.has(secret)) return;
      secrets.add(secret);
      // Longest first: a secret that contains another must not leave its rest behind.
      const ordered = [...secrets].sort((a, b) => b.length - a.length);
      pattern = new RegExp(ordered.map(toPattern).join("|"), "gu");
    },
    redact(text) {
      return pattern === undefined ? text : text.replace(pattern, MASK);
    },
  };
}

function toPattern(secret: string): string {
  const plain = [...secret].map(toCharacterPattern).join("");
  if (secret.length < SHORTEST_ANYWHERE) return `(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`;
  const encoded = [0, 1, 2].map((offset) =>
    [...encodeInside(secret, offset)].map(toBase64Pattern).join(""),
  );
  return [plain, ...encoded].join("|");
}

const ESCAPED_CONTROLS: ReadonlyMap<string, string> = new Map([
  ["\b", "b"],
  ["\f", "f"],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
]);

/** A character as it stands, after backslashes, as `\u0041` and as `%41`; a space also as `+`. */
function toCharacterPattern(character: string): string {
  const bytes = [...Buffer.from(character)].map((byte) => `%${toHex(byte, 2)}`);
  const units = character.split("").map((unit) => `\\\\+u${toHex(unit.charCodeAt(0), 4)}`);
  const control = ESCAPED_CONTROLS.get(character);
  return `(?:${[
    `\\\\*${escapeCharacter(character)}`,
    bytes.join(""),
    units.join(""),
    ...(control === undefined ? [] : [`\\\\+${control}`]),
    ...(character === " " ? ["\\+"] : []),
  ].join("|")})`;
}

/** A character of a base64 text, in either alphabet, URL-encoded or not. */
function toBase64Pattern(character: string): string {
  if (character === "+") return "(?:\\+|\\x2d|%2[Bb])";
  if (character === "/") return "(?:\\/|_|%2[Ff])";
  return character;
}

/** The characters of a base64 text that depend on the secret alone when `offset` bytes precede it. */
function encodeInside(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor((bytes.length * 8) / 6);
  return bytes.toString("base64").slice(first, last);
}

/** Hexadecimal digits, each in both cases. */
function toHex(code: number, digits: number): string {
  const hex = code.toString(16).padStart(digits, "0");
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}
