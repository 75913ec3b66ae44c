import { json } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import { managedGroupIds } from "../server/managed-groups.ts";
import type { Answer, RouteRequest } from "../server/route.ts";
import { ADMIN_ID } from "../world/accounts.ts";
import { userForAdministrator } from "./user-rows.ts";

const SINCE: Since = {
  has_model: 58,
  can_write_any_collection: 57,
  can_create_queries: 57,
  can_create_native_queries: 57,
};

/** `GET /api/user/current`: the account behind the credentials. */
export function currentUser(request: RouteRequest): Answer {
  const { caller, instance, major } = request;
  const { isSuperuser } = caller;
  const permissions = asOf(
    {
      can_create_queries: true,
      can_create_native_queries: isSuperuser,
      ...(instance.features.has("advanced_permissions") && {
        can_access_setting: isSuperuser,
        can_access_subscription: true,
        can_access_monitoring: isSuperuser,
        can_access_data_model: isSuperuser,
        can_access_db_details: isSuperuser,
        is_group_manager: managedGroupIds(instance, caller).length > 0,
      }),
    },
    major,
    SINCE,
  );
  return json(
    asOf(
      {
        ...userForAdministrator(request, caller.user),
        is_installer: caller.user.id === ADMIN_ID,
        has_invited_second_user: caller.user.id === ADMIN_ID,
        has_question_and_dashboard: true,
        has_model: true,
        first_login: caller.user.date_joined,
        custom_homepage: null,
        can_write_any_collection: isSuperuser,
        ...(Object.keys(permissions).length > 0 && { permissions }),
      },
      major,
      SINCE,
    ),
  );
}
