import { createAccounts, type User } from "./accounts.ts";
import { createGroups, type Group } from "./groups.ts";
import { type LazyList, listOf } from "./lazy-list.ts";
import { createMemberships, type Membership } from "./memberships.ts";
import { createRandom } from "./random.ts";

/** An API key; it acts as a hidden account and belongs to one group besides All Users (server version 0.49 on). */
export interface ApiKey {
  readonly id: number;
  readonly name: string;
  /** The secret itself, `mb_…`; a real server stores only a hash. */
  readonly key: string;
  /** The hidden account that the key acts as. */
  readonly user_id: number;
  readonly group_id: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly updated_by_id: number;
}

/** Everybody who has something to do with the instance. The lists always show the present state. */
export interface People {
  /** Every account: people, the internal one and those that API keys act as; `type` tells which. */
  readonly users: LazyList<User>;
  readonly groups: LazyList<Group>;
  readonly memberships: LazyList<Membership>;
  readonly apiKeys: LazyList<ApiKey>;
  /** Ids of the groups that an account is in. */
  groupIdsOf(userId: number): readonly number[];
  /** Switches a person off or on. */
  setActive(userId: number, isActive: boolean): void;
  /** Moves an API key to another group, as an administrator would do in the settings. */
  setKeyGroup(keyId: number, groupId: number): void;
}

/** What the seeded people depend on. */
export interface PeopleOptions {
  readonly seed: number;
  /** People that `/api/user?status=all` lists, not counting those of tenants. At least 3. */
  readonly users: number;
}

/** Who asks the server for something. */
export interface Caller {
  readonly user: User;
  readonly isSuperuser: boolean;
  readonly groupIds: readonly number[];
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function createApiKeys(seed: number, users: LazyList<User>): ApiKey[] {
  return [...users]
    .filter((user) => user.type === "api-key")
    .map((user, index) => ({
      id: index + 1,
      name: user.first_name ?? "",
      key: `mb_${createRandom(seed, "key", user.id).text(43, BASE64)}=`,
      user_id: user.id,
      group_id: user.is_superuser ? 2 : 3,
      created_at: user.date_joined,
      updated_at: user.updated_at ?? user.date_joined,
      updated_by_id: 1,
    }));
}

/** Seeds accounts, groups, memberships and API keys. */
export function createPeople(options: PeopleOptions): People {
  const groups = listOf(createGroups(options));
  let users = listOf(createAccounts(options));
  let apiKeys = listOf(createApiKeys(options.seed, users));
  let memberships = listOf(createMemberships(options, users, groups));
  let groupIds = groupIdsByUser(memberships);

  return {
    groups,
    get users() {
      return users;
    },
    get memberships() {
      return memberships;
    },
    get apiKeys() {
      return apiKeys;
    },
    groupIdsOf: (userId) => groupIds.get(userId) ?? [],
    setActive(userId, isActive) {
      users = changed(users, userId, (user) => ({ ...user, is_active: isActive }));
    },
    setKeyGroup(keyId, groupId) {
      const key = apiKeys.byId(keyId);
      if (key === undefined || groups.byId(groupId) === undefined) {
        throw new RangeError(`no API key ${keyId} or no group ${groupId}`);
      }
      const membership = [...memberships].find(
        (row) => row.user_id === key.user_id && row.group_id === key.group_id,
      );
      apiKeys = changed(apiKeys, keyId, (row) => ({ ...row, group_id: groupId }));
      users = changed(users, key.user_id, (user) => ({ ...user, is_superuser: groupId === 2 }));
      if (membership !== undefined) {
        memberships = changed(memberships, membership.id, (row) => ({ ...row, group_id: groupId }));
      }
      groupIds = groupIdsByUser(memberships);
    },
  };
}

function changed<T extends { readonly id: number }>(
  list: LazyList<T>,
  id: number,
  change: (item: T) => T,
): LazyList<T> {
  return listOf([...list].map((item) => (item.id === id ? change(item) : item)));
}

function groupIdsByUser(memberships: Iterable<Membership>): Map<number, number[]> {
  const groupIds = new Map<number, number[]>();
  for (const { user_id, group_id } of memberships) {
    groupIds.set(user_id, [...(groupIds.get(user_id) ?? []), group_id]);
  }
  return groupIds;
}
