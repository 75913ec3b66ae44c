import type { MetabaseClient } from "@singer-metabase/metabase-client";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
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
    const now = new Date();
    const from = startOf(reading, now);
    let newest = from;
    for (const month of monthsBetween(from, now)) {
      for await (const execution of reading.client.streamArray(
        await pathOf(reading.client, month),
      )) {
        const startedAt = new Date(String(execution["started_at"]));
        if (startedAt < from) continue;
        if (startedAt > newest) newest = startedAt;
        yield execution;
      }
    }
    // A query that still runs is written when it ends, and stands at the time when it began.
    reading.remember({ from: new Date(newest.getTime() - DAY_MS).toISOString() });
  },
  probe: async (client) => client.getArray(await pathOf(client, "2000-01")),
};

async function pathOf(client: MetabaseClient, month: string): Promise<string> {
  const { major } = await client.serverInfo();
  const folder = major <= OLD_PATH_UNTIL ? "/api/ee/advanced-config/logs" : "/api/ee/logs";
  return `${folder}/query_execution/${month}`;
}

function startOf({ position, settings }: Reading, now: Date): Date {
  const { from }: ServerObject = isServerObject(position) ? position : {};
  const start = new Date(String(from ?? settings.usage_start_date));
  return Number.isNaN(start.getTime()) ? new Date(now.getTime() - RETENTION_DAYS * DAY_MS) : start;
}
