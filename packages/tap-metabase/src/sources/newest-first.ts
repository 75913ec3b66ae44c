import { instantOf } from "../records/instant.ts";
import type { ServerObject } from "../records/server-object.ts";
import { isServerObject } from "../records/server-object.ts";
import type { Reading } from "../source.ts";

/** A log that the server lists newest first, page by page, and only ever adds to. */
export interface NewestFirstLog {
  readonly path: string;
  /** The field with the point in time that the list is ordered by. */
  readonly startedAt: string;
  /** The field that is null as long as an entry may still change. */
  readonly endedAt: string;
}

const HOUR_MS = 3_600_000;

/** Entries of servers whose clocks differ stand this much out of order at most. */
const OVERLAP_MS = HOUR_MS;

/** An entry without an end that is older than this was cut off and will never have one. */
const LONGEST_RUN_MS = 7 * 24 * HOUR_MS;

/**
 * Reads a log from its newest entry back to where the last run came, so that a run costs as many
 * pages as there is news. What was still going on then is read again until it has an end.
 */
export async function* readNewestFirst(
  reading: Reading,
  { path, startedAt, endedAt }: NewestFirstLog,
): AsyncGenerator<ServerObject> {
  const from = instantOf(isServerObject(reading.position) ? reading.position["from"] : undefined);
  let newest = from ?? Number.NEGATIVE_INFINITY;
  let oldestUnfinished = Number.POSITIVE_INFINITY;
  for await (const entry of reading.client.streamPages(path, {}, { asTheyCome: true })) {
    const instant = instantOf(entry[startedAt]);
    if (instant !== undefined) {
      if (from !== undefined && instant < from - OVERLAP_MS) break;
      newest = Math.max(newest, instant);
      const isUnfinished = entry[endedAt] === null || entry[endedAt] === undefined;
      if (isUnfinished && instant > newest - LONGEST_RUN_MS) {
        oldestUnfinished = Math.min(oldestUnfinished, instant);
      }
    }
    yield entry;
  }
  const next = Math.min(newest, oldestUnfinished);
  if (Number.isFinite(next)) reading.remember({ from: new Date(next).toISOString() });
}
