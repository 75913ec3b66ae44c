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

/**
 * How far behind the last run's newest entry new ones may stand. The clocks of servers differ; up to
 * version 0.49 an entry is written when it ends, at the time when it began, and scans take hours.
 */
const overlapMs = ({ server }: Reading): number => (server.major < 50 ? 24 : 1) * HOUR_MS;

/** An entry without an end that is older than this was cut off and will never have one. */
const LONGEST_RUN_MS = 7 * 24 * HOUR_MS;

/** Rows as they come, since the reader stops where it knows them; enough a page for a first run. */
const OPTIONS = { asTheyCome: true, pageSize: 1000 };

/**
 * Reads a log from its newest entry back to where the last run came, so that a run costs as many
 * pages as there is news. What was still going on then is read again until it has an end.
 */
export async function* readNewestFirst(
  reading: Reading,
  { path, startedAt, endedAt }: NewestFirstLog,
): AsyncGenerator<ServerObject> {
  const from = instantOf(isServerObject(reading.position) ? reading.position["from"] : undefined);
  const oldest = from === undefined ? undefined : from - overlapMs(reading);
  let newest = from ?? Number.NEGATIVE_INFINITY;
  let oldestUnfinished = Number.POSITIVE_INFINITY;
  for await (const entry of reading.client.streamPages(path, {}, OPTIONS)) {
    const instant = instantOf(entry[startedAt]);
    if (instant !== undefined) {
      if (oldest !== undefined && instant < oldest) break;
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
