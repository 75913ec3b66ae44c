import { createRandom } from "./random.ts";

const ENTITY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** A 21-character NanoID, as Metabase gives its objects since 0.42. */
export function entityId(seed: number, kind: string, id: number): string {
  return createRandom(seed, "entity id", kind, id).text(21, ENTITY_ID_ALPHABET);
}

/** A UUID, version 4. */
export function uuid(...parts: readonly (string | number)[]): string {
  const digits = createRandom("uuid", ...parts).text(32, "0123456789abcdef");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join("-");
}
