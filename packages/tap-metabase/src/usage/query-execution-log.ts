import type { MetabaseClient } from "@singer-metabase/metabase-client";
import { instantOf } from "../records/instant.ts";
import { isServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import { monthsBetween } from "./months-between.ts";

/** The last version that had the log under the settings of the server's own configuration. */
const OLD_PATH_UNTIL = 49;

/** How long a server keeps the log unless told otherwise (`audit-max-retention-days`). */
const RETENTION_DAYS = 720;

const DAY_MS = 86_400_000;

/**
 * Every execution of a query, month by month: the server's interface has no finer part. The month of
 * the last run is read again, and what is older than its end is passed over.
 */
export const queryExecutionLog: ServerSource = {
  name: "query execution log",
  async *read(reading) {
    const now = reading.now().getTime();
    const reached = reachedBy(reading);
    // A query that still runs is written when it ends, and stands at the time when it began.
    const from = reached === undefined ? firstInstant(reading, now) : reached - DAY_MS;
    let newest = reached;
    for (const month of monthsBetween(new Date(from), new Date(now))) {
      const path = await pathOf(reading.client, month);
      for await (const execution of reading.client.streamArray(path)) {
        const startedAt = instantOf(execution["started_at"]);
        if (startedAt !== undefined && startedAt < from) continue;
        newest = Math.max(newest ?? from, startedAt ?? from);
        yield execution;
      }
    }
    if (newest !== undefined) reading.remember({ from: new Date(newest).toISOString() });
  },
  probe: async (client) => client.getArray(await pathOf(client, "2000-01")),
};

async function pathOf(client: MetabaseClient, month: string): Promise<string> {
  const { major } = await client.serverInfo();
  const folder = major <= OLD_PATH_UNTIL ? "/api/ee/advanced-config/logs" : "/api/ee/logs";
  return `${folder}/query_execution/${month}`;
}

function reachedBy({ position }: Reading): number | undefined {
  return isServerObject(position) ? instantOf(position["from"]) : undefined;
}

function firstInstant({ settings }: Reading, now: number): number {
  return instantOf(settings.usage_start_date) ?? now - RETENTION_DAYS * DAY_MS;
}
