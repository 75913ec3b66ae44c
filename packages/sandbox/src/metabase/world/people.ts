import {
  ADMIN_ID,
  createExternalUsers,
  createHiddenAccounts,
  createUsers,
  type User,
} from "./accounts.ts";
import { ADMINISTRATORS_GROUP_ID, createGroups, type Group } from "./groups.ts";
import { type LazyList, listOf } from "./lazy-list.ts";
import { createMemberships, groupOfKey, type Membership } from "./memberships.ts";
import { createRandom } from "./random.ts";

/** An API key; it acts as a hidden account and belongs to one group besides All Users (server version 0.49 on). */
interface ApiKey {
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
  /** People of the company, ids from 1 without gaps. */
  readonly users: LazyList<User>;
  /** People of tenants, whom only enterprise servers from version 0.57 on know. */
  readonly externalUsers: LazyList<User>;
  /** The accounts that API keys act as, and the server's own: never listed, but named as creators. */
  readonly hiddenAccounts: LazyList<User>;
  readonly groups: LazyList<Group>;
  readonly memberships: LazyList<Membership>;
  readonly apiKeys: LazyList<ApiKey>;
  /** Any account, of whichever of the three lists. */
  accountById(id: number): User | undefined;
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
  /** People of the company, at least 4. */
  readonly users: number;
}

/** Who asks the server for something. */
export interface Caller {
  readonly user: User;
  readonly isSuperuser: boolean;
  readonly groupIds: readonly number[];
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function createApiKeys(seed: number, accounts: LazyList<User>): ApiKey[] {
  return [...accounts]
    .filter((account) => account.type === "api-key")
    .map((account, index) => ({
      id: index + 1,
      name: account.common_name,
      key: `mb_${createRandom(seed, "key", index).text(43, BASE64)}=`,
      user_id: account.id,
      group_id: groupOfKey(account),
      created_at: account.date_joined,
      updated_at: account.updated_at ?? account.date_joined,
      updated_by_id: ADMIN_ID,
    }));
}

/** Seeds accounts, groups, memberships and API keys. */
export function createPeople({ seed, users: count }: PeopleOptions): People {
  const groups = listOf(createGroups(seed));
  let users = listOf(createUsers(seed, count));
  const externalUsers = listOf(createExternalUsers(seed, users.length + 1));
  let hiddenAccounts = listOf(createHiddenAccounts(seed, users.length + externalUsers.length + 1));
  let apiKeys = listOf(createApiKeys(seed, hiddenAccounts));
  let memberships = listOf(
    createMemberships(seed, [...users, ...externalUsers, ...hiddenAccounts], groups),
  );
  let groupIds = groupIdsByUser(memberships);

  return {
    groups,
    externalUsers,
    get users() {
      return users;
    },
    get hiddenAccounts() {
      return hiddenAccounts;
    },
    get memberships() {
      return memberships;
    },
    get apiKeys() {
      return apiKeys;
    },
    accountById: (id) => users.byId(id) ?? externalUsers.byId(id) ?? hiddenAccounts.byId(id),
    groupIdsOf: (userId) => groupIds.get(userId) ?? [],
    setActive(userId, isActive) {
      users = changed(users, userId, (user) => ({ ...user, is_active: isActive }));
    },
    setKeyGroup(keyId, groupId) {
      const key = apiKeys.byId(keyId);
      if (key === undefined || groups.byId(groupId) === undefined) {
        throw new RangeError(`there is no API key ${keyId} or no group ${groupId}`);
      }
      const membership = [...memberships].find(
        (row) => row.user_id === key.user_id && row.group_id === key.group_id,
      );
      apiKeys = changed(apiKeys, keyId, (row) => ({ ...row, group_id: groupId }));
      hiddenAccounts = changed(hiddenAccounts, key.user_id, (account) => ({
        ...account,
        is_superuser: groupId === ADMINISTRATORS_GROUP_ID,
      }));
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
