import type { World } from "../world.ts";
import type { UsageRow } from "./usage-views.ts";

/** `v_users`: everybody who ever had an account. */
export function* userRows({ people }: World): Generator<UsageRow> {
  for (const user of people.users) {
    yield {
      user_id: user.id,
      entity_qualified_id: `user_${user.id}`,
      type: user.type,
      email: user.email,
      first_name: user.first_name,
      last_name: user.last_name,
      full_name: user.common_name,
      date_joined: user.date_joined,
      last_login: user.last_login,
      updated_at: user.updated_at,
      is_admin: user.is_superuser,
      is_active: user.is_active,
      sso_source: user.sso_source,
      locale: user.locale,
    };
  }
}

/** `v_group_members`: who is in which group, people only. */
export function* groupMemberRows({ people }: World): Generator<UsageRow> {
  for (const { user_id, group_id } of people.memberships) {
    if (people.users.byId(user_id) !== undefined) {
      yield { user_id, group_id, group_name: people.groups.byId(group_id)?.name };
    }
  }
}
