import type { ServerInfo } from "@singer-metabase/metabase-client";
import { canonicalQuery } from "../records/canonical-query.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { objectsOf } from "../sources/objects-of.ts";
import type { Stream } from "../stream.ts";

// From 0.59 on the first path is back with another meaning: a light list of the cards that are metrics.
const pathOn = ({ major }: Pick<ServerInfo, "major">) =>
  major < 50 ? "/api/metric" : "/api/legacy-metric";

const legacyMetricList: ServerSource = {
  name: "legacy metrics",
  read: ({ client, server }) => objectsOf(client.getArray(pathOn(server))),
  probe: async (client) => client.getArray(pathOn(await client.serverInfo())),
};

/**
 * Metrics from before they were cards. Version 0.51 made cards of all of them.
 * https://www.metabase.com/docs/v0.49/api/metric
 */
export const legacyMetrics: Stream = {
  name: "legacy_metrics",
  group: "content",
  description: "Metrics from before they were cards; later ones are cards of type metric.",
  endpoint: "GET /api/metric (0.49), GET /api/legacy-metric (0.50)",
  versions: "0.49 and 0.50",
  privilege: "any account; the metrics of tables it may query",
  needs: { until: 50 },
  keyProperties: ["id"],
  withheld: { creator: true, table: true },
  schema: openRecord({
    id: integerKey("The metric's id; not one of cards."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    description: text(),
    table_id: integer("tables.id"),
    database_id: integer("databases.id"),
    definition: object("The aggregation and its filter, in MBQL 4."),
    query_description: object("The parts of the definition in words, where the server gives them."),
    definition_description: text("The definition in words."),
    how_is_this_calculated: text(),
    caveats: text(),
    points_of_interest: text(),
    show_in_getting_started: boolean(),
    archived: boolean(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: legacyMetricList,
  rows: (metric) => [{ ...metric, definition: canonicalQuery(metric["definition"]) }],
};
