/** A point in time without its zone: some versions leave it out. */
const ZONELESS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** The text of a point in time with its zone: without one it is in UTC, as the application database keeps it. */
export function withZone(text: string): string {
  return ZONELESS.test(text) ? `${text}Z` : text;
}

/**
 * The milliseconds since the epoch of a point in time that a server sent, whatever the zone of this
 * machine; undefined when it is none.
 */
export function instantOf(value: unknown): number | undefined {
  const instant = typeof value === "string" ? Date.parse(withZone(value)) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
