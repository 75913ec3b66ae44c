/** The credentials that one client knows, so that no text of its own ever shows one. */
export interface Secrets {
  add(secret: string): void;
  redact(text: string): string;
}

// Shorter values are words and numbers of ordinary text; hiding them would garble every message.
const LEAST_LENGTH = 4;

/** Creates an empty set. `onSecret` hears of each new secret once. */
export function createSecrets(onSecret?: (secret: string) => void): Secrets {
  const known = new Set<string>();
  let spellings: readonly string[] = [];
  return {
    add(secret) {
      if (secret.length < LEAST_LENGTH || known.has(secret)) return;
      known.add(secret);
      // Long ones first: one secret may be a part of another.
      spellings = [...new Set([...known].flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
      onSecret?.(secret);
    },
    redact(text) {
      return spellings.reduce(
        (result, spelling) => result.replaceAll(spelling, "[redacted]"),
        text,
      );
    },
  };
}

/** A secret as servers and libraries echo it: plain, in a URL, in JSON, in a Basic header. */
function spellingsOf(secret: string): readonly string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
}
