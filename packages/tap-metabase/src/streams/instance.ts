import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import {
  boolean,
  closedRecord,
  dateTime,
  integer,
  list,
  text,
  textKey,
} from "../records/properties.ts";
import { entriesOf, isServerObject, type ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import type { Stream } from "../stream.ts";

const instanceProperties: ServerSource = {
  name: "instance",
  async *read({ client, server }) {
    yield {
      ...(await client.getObject("/api/session/properties")),
      edition: server.edition,
      user_count: await totalOf(client, "/api/user", { status: "all", tenancy: "all" }),
      task_count: await totalOf(client, "/api/task", {}),
    };
  },
  probe: (client) => client.getObject("/api/session/properties"),
};

/** How many rows a paged list has; null when this account may not read it. */
async function totalOf(client: MetabaseClient, path: string, query: Record<string, string>) {
  try {
    return (await client.getObject(path, { ...query, limit: 1, offset: 0 }))["total"];
  } catch (error) {
    if (error instanceof NotAvailableError) return null;
    throw error;
  }
}

/**
 * The instance itself: version, edition, what its licence allows. An allow-list, since the answer
 * holds settings of every kind. How many rows of everything else there are stands in `stream_runs`.
 * https://www.metabase.com/docs/latest/api/session
 */
export const instance: Stream = {
  name: "instance",
  group: "operations",
  description: "The instance itself: version, edition, what its licence allows.",
  endpoint: "GET /api/session/properties",
  versions: "0.49 and newer",
  privilege: "any account; administrators see the counts too",
  keyProperties: ["id"],
  schema: closedRecord({
    id: textKey("Always instance: one target schema holds one instance."),
    version_tag: text("Such as v0.57.2; v1.57.2 for Pro and Enterprise."),
    version_date: text("The day of the release."),
    version_hash: text("The commit it was built from."),
    edition: text("oss or enterprise."),
    features: list("The paid features that the licence allows.", { type: "string" }),
    site_name: text(),
    site_url: text(),
    site_locale: text(),
    report_timezone: text(),
    is_hosted: boolean("True on Metabase Cloud."),
    has_sample_database: boolean(),
    is_public_sharing_enabled: boolean(),
    is_embedding_enabled: boolean(),
    created_at: dateTime("When it was set up."),
    user_count: integer("People, deactivated ones too."),
    task_count: integer("Entries of the task history."),
  }),
  source: instanceProperties,
  rows: (properties) => [toRow(properties)],
};

function toRow(properties: ServerObject): ServerObject {
  const version = isServerObject(properties["version"]) ? properties["version"] : {};
  const features = entriesOf(properties["token-features"]);
  return {
    id: "instance",
    version_tag: version["tag"],
    version_date: version["date"],
    version_hash: version["hash"],
    edition: properties["edition"],
    features: features.flatMap(([name, isOn]) => (isOn === true ? [name] : [])).sort(),
    site_name: properties["site-name"],
    site_url: properties["site-url"],
    site_locale: properties["site-locale"],
    report_timezone: properties["report-timezone-long"],
    is_hosted: properties["is-hosted?"],
    has_sample_database: properties["has-sample-database?"],
    is_public_sharing_enabled: properties["enable-public-sharing"],
    is_embedding_enabled: properties["enable-embedding"],
    created_at: properties["instance-creation"],
    user_count: properties["user_count"],
    task_count: properties["task_count"],
  };
}
