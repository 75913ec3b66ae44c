import type { ServerSource } from "../source.ts";
import { objectsOf } from "./objects-of.ts";

/**
 * Every group of people, those of tenants too: the parameter `tenancy` of 0.57 and newer only ever
 * narrows this list, unlike that of people.
 */
export const groupList: ServerSource = {
  name: "permission_groups",
  read: ({ client }) => objectsOf(client.getArray("/api/permissions/group")),
  probe: (client) => client.getArray("/api/permissions/group"),
};

/**
 * Which of all groups is Administrators. Servers before 0.56 do not say, but every instance is born
 * with All Users and, right after it, Administrators, and neither can be removed.
 */
export function administratorsId(groupIds: readonly number[]): number | undefined {
  return [...groupIds].sort((a, b) => a - b)[1];
}
