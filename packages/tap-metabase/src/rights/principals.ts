import { isServerObject, type ServerObject } from "../records/server-object.ts";

/** Somebody who reads data: a person, or a program with an API key. */
export interface Principal {
  readonly userId: number | null;
  readonly apiKeyId: number | null;
}

/** Those who are in the same groups, and so have the same rights. */
export interface Peers {
  /** Ascending. */
  readonly groupIds: readonly number[];
  readonly principals: readonly Principal[];
}

/** Everybody who may log in, by what decides their rights. */
export interface Principals {
  /** Those who may do everything, whatever their groups. */
  readonly administrators: readonly Principal[];
  readonly peers: readonly Peers[];
}

/** The two groups that every instance is born with. */
export interface BornGroups {
  readonly allUsersId: number;
  readonly administratorsId: number;
}

/**
 * Sorts people and API keys by what decides their rights. Deactivated people have none. A key is
 * in one group, and in All Users like everybody.
 */
export function toPrincipals(
  users: readonly ServerObject[],
  keys: readonly ServerObject[],
  { allUsersId, administratorsId }: BornGroups,
): Principals {
  const administrators: Principal[] = [];
  const peers = new Map<string, { groupIds: number[]; principals: Principal[] }>();
  const add = (principal: Principal, groups: readonly number[], isAdministrator: boolean) => {
    if (isAdministrator) {
      administrators.push(principal);
      return;
    }
    const groupIds = [...new Set(groups)].sort((a, b) => a - b);
    const same = peers.get(groupIds.join()) ?? { groupIds, principals: [] };
    same.principals.push(principal);
    peers.set(groupIds.join(), same);
  };
  for (const { id, is_active, is_superuser, group_ids } of users) {
    if (typeof id !== "number" || is_active === false) continue;
    const groups = Array.isArray(group_ids) ? group_ids.map(Number) : [];
    add({ userId: id, apiKeyId: null }, groups, is_superuser === true);
  }
  for (const { id, group } of keys) {
    const groupId = isServerObject(group) ? group["id"] : undefined;
    if (typeof id !== "number" || typeof groupId !== "number") continue;
    add({ userId: null, apiKeyId: id }, [allUsersId, groupId], groupId === administratorsId);
  }
  return { administrators, peers: [...peers.values()] };
}
