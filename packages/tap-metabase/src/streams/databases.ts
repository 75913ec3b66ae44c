import {
  boolean,
  closedRecord,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  text,
} from "../records/properties.ts";
import { databaseList } from "../sources/database-list.ts";
import type { Stream } from "../stream.ts";

/**
 * Databases that Metabase is connected to. An allow-list: the connection details are never read
 * into a record, and nothing that a newer server adds is either.
 * https://www.metabase.com/docs/latest/api/database
 */
export const databases: Stream = {
  name: "databases",
  group: "data_reference",
  description: "Databases that Metabase is connected to, never their connection details.",
  endpoint: "GET /api/database",
  versions: "0.49 and newer",
  privilege: "any account; the databases it may see",
  keyProperties: ["id"],
  schema: closedRecord({
    id: integerKey("The database's id."),
    name: text(),
    description: text(),
    caveats: text(),
    points_of_interest: text(),
    engine: text("The driver: postgres, bigquery-cloud-sdk, snowflake, ..."),
    dbms_version: object("What the server said of itself when last asked."),
    features: list("What the driver can do.", { type: "string" }),
    timezone: text(),
    is_sample: boolean("True for the sample database."),
    is_audit: boolean("True for Metabase's own usage analytics database."),
    is_attached_dwh: boolean("True for a warehouse that Metabase Cloud hosts (0.50 and newer)."),
    is_full_sync: boolean("True when tables and fields are scanned by schedule."),
    is_on_demand: boolean("True when field values are scanned only when needed."),
    auto_run_queries: boolean("True when the query builder runs by itself."),
    refingerprint: boolean("True when fingerprints are renewed at every sync."),
    initial_sync_status: text("complete, incomplete or aborted."),
    metadata_sync_schedule: text("Quartz cron expression."),
    cache_field_values_schedule: text("Quartz cron expression."),
    cache_ttl: integer("Hours that answers are cached."),
    uploads_enabled: boolean("True when files may be uploaded to it."),
    uploads_schema_name: text(),
    uploads_table_prefix: text(),
    creator_id: integer("users.id"),
    router_database_id: integer("The database that routes to this one (0.55 and newer)."),
    router_user_attribute: text("The user attribute that routing goes by (0.55 and newer)."),
    provider_name: text("The hosting provider that was recognised (0.57 and newer)."),
    entity_id: text("Stable across serialization imports (newest versions)."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: databaseList,
};
