import type { MetabaseClient } from "@singer-metabase/metabase-client";
import { instantOf } from "../records/instant.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import type { ParentObject, Reading, ServerSource } from "../source.ts";
import { cardList } from "./card-list.ts";
import { dashboardList } from "./dashboard-list.ts";
import { objectsOf } from "./objects-of.ts";
import { readEach } from "./read-details.ts";

/** Servers whose clocks differ write times that stand this much out of order at most. */
const OVERLAP_MS = 3_600_000;

/**
 * Who changed which card or dashboard, and how: one request an object, and there is no other way.
 *
 * `last-edit-info` in the lists is the newest revision's, so an object that was not edited since the
 * previous run has no new ones. Where the list does not say, `updated_at` does.
 */
export const revisionHistory: ServerSource = {
  name: "revision history",
  parent: cardList,
  stamp: lastEditOf,
  async *read(reading) {
    const from = instantOf(isServerObject(reading.position) ? reading.position["from"] : undefined);
    const lists = [
      { model: "card", objects: await reading.parents() },
      { model: "dashboard", objects: await readDashboards(reading) },
    ] as const;
    let newest = from;
    for (const { model, objects } of lists) {
      const edited: ParentObject[] = [];
      for (const object of objects) {
        const instant = instantOf(object.stamp);
        if (from === undefined || instant === undefined || instant >= from - OVERLAP_MS) {
          edited.push(object);
        }
        if (instant !== undefined) newest = Math.max(newest ?? instant, instant);
      }
      yield* readEach(reading, edited, {
        kind: `revisions of ${model}`,
        open: ({ id }) => readRevisions(reading.client, model, id),
      });
    }
    if (newest !== undefined) reading.remember({ from: new Date(newest).toISOString() });
  },
  probe: cardList.probe,
};

async function readDashboards(reading: Reading): Promise<readonly ParentObject[]> {
  const dashboards: ParentObject[] = [];
  for await (const dashboard of dashboardList.read(reading)) {
    const { id } = dashboard;
    if (typeof id !== "number") continue;
    dashboards.push({ id, stamp: lastEditOf(dashboard), updatedAt: undefined });
  }
  return dashboards;
}

async function* readRevisions(
  client: MetabaseClient,
  model: string,
  id: number,
): AsyncGenerator<ServerObject> {
  const revisions = client.getArray("/api/revision", { entity: model, id });
  for await (const revision of objectsOf(revisions)) yield { ...revision, model, model_id: id };
}

function lastEditOf(object: ServerObject): string | undefined {
  const lastEdit = object["last-edit-info"];
  const timestamp = isServerObject(lastEdit) ? lastEdit["timestamp"] : object["updated_at"];
  return typeof timestamp === "string" ? timestamp : undefined;
}
