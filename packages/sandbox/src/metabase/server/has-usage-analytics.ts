import { AUDIT_DATABASE_ID } from "../world/databases.ts";
import type { Table } from "../world/tables.ts";
import type { Instance } from "./instance.ts";

/** Whether there is a database of usage analytics (paid plans). */
export function hasUsageAnalytics({ features }: Instance): boolean {
  return features.has("audit_app");
}

/** Whether this server has such a table at all. */
export function hasTable(instance: Instance, { db_id }: Table): boolean {
  return db_id !== AUDIT_DATABASE_ID || hasUsageAnalytics(instance);
}
