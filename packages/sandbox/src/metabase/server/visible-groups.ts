import type { Group } from "../world/groups.ts";
import { hasTenants, type Instance } from "./instance.ts";

/** First version that makes the Data Analysts group. */
const DATA_ANALYSTS_SINCE = 59;

/** The groups that this version and edition has, by name. */
export function visibleGroups(instance: Instance): Group[] {
  const { release, world } = instance;
  return [...world.people.groups]
    .filter((group) => hasTenants(instance) || !group.is_tenant_group)
    .filter(
      (group) => group.magic_group_type !== "data-analyst" || release.major >= DATA_ANALYSTS_SINCE,
    )
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}
