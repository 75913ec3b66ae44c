import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Database } from "../world/databases.ts";

const SINCE: Since = {
  is_attached_dwh: 50,
  uploads_enabled: 50,
  uploads_schema_name: 50,
  uploads_table_prefix: 50,
  router_database_id: 55,
  router_user_attribute: 55,
  provider_name: 57,
  entity_id: 58,
};

/** Whether the caller may edit the connection, and so sees its details. */
function canEditConnection({ world, caller, instance }: RouteRequest, id: number): boolean {
  return (
    caller.isSuperuser ||
    (instance.features.has("advanced_permissions") &&
      caller.groupIds.some((groupId) => world.grants(groupId, id).details === "yes"))
  );
}

/** A database without what the server looks up elsewhere; tables embed it like this. */
export function databaseColumns(request: RouteRequest, database: Database) {
  const { details, ...columns } = database;
  return {
    ...asOf(columns, request.major, SINCE),
    ...(canEditConnection(request, database.id) && { details }),
  };
}

/** A database as the list and the detail show it. */
export function databaseRow(request: RouteRequest, database: Database) {
  const { world, caller } = request;
  const isNative = (groupId: number): boolean =>
    world.grants(groupId, database.id).createQueries === "query-builder-and-native";
  return {
    ...databaseColumns(request, database),
    native_permissions: caller.isSuperuser || caller.groupIds.some(isNative) ? "write" : "none",
    can_upload: caller.isSuperuser && database.uploads_enabled,
  };
}

/** The database that stands for all saved questions; listed only with `saved=true`. */
export const SAVED_QUESTIONS_DATABASE = {
  name: "Saved Questions",
  id: -1337,
  features: ["basic-aggregations"],
  is_saved_questions: true,
} as const;
