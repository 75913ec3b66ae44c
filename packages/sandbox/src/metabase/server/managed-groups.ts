import type { Caller } from "../world/people.ts";
import type { Instance } from "./instance.ts";

/** Ids of the groups that the caller manages; a feature of paid plans. */
export function managedGroupIds({ features, world }: Instance, { user }: Caller): number[] {
  return features.has("advanced_permissions")
    ? [...world.people.memberships]
        .filter(({ user_id, is_group_manager }) => user_id === user.id && is_group_manager)
        .map(({ group_id }) => group_id)
    : [];
}
