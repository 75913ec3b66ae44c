import { createRandom } from "./random.ts";

const DAY_MS = 86_400_000;

/** The day on which the sample company installed its Metabase. */
export const FIRST_DAY_MS = Date.UTC(2023, 0, 9);

/** The last day on which something was changed in a new world. */
export const LAST_DAY_MS = Date.UTC(2026, 5, 30);

/**
 * An instant as the server prints it: UTC, up to six fractional digits, trailing zeros dropped (so that their number
 * varies, and none at all is possible).
 */
export function printInstant(milliseconds: number, microseconds = 0): string {
  const whole = new Date(milliseconds).toISOString();
  const fraction = `${whole.slice(20, 23)}${String(microseconds).padStart(3, "0")}`.replace(
    /0+$/,
    "",
  );
  return `${whole.slice(0, 19)}${fraction === "" ? "" : `.${fraction}`}Z`;
}

/** When a thing was created and when it was last changed, in this order. */
export function createLifetime(...parts: readonly (string | number)[]): {
  readonly created_at: string;
  readonly updated_at: string;
} {
  const random = createRandom("lifetime", ...parts);
  const created = random.between(FIRST_DAY_MS, LAST_DAY_MS - DAY_MS);
  const updated = random.chance(0.2) ? created : random.between(created, LAST_DAY_MS);
  return {
    created_at: printInstant(created, random.between(0, 999)),
    updated_at: printInstant(updated, random.chance(0.1) ? 0 : random.between(0, 999)),
  };
}
