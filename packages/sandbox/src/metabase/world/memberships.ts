import { ANALYST_ID, DEACTIVATED_ID, FEW_RIGHTS_NAME, MANAGER_ID, type User } from "./accounts.ts";
import {
  ADMINISTRATORS_GROUP_ID,
  ALL_TENANT_USERS_GROUP_ID,
  ALL_USERS_GROUP_ID,
  ANALYSTS_GROUP_ID,
  FEW_RIGHTS_GROUP_ID,
  type Group,
  MARKETING_GROUP_ID,
} from "./groups.ts";
import { createRandom } from "./random.ts";

/** One account in one group. */
export interface Membership {
  readonly id: number;
  readonly group_id: number;
  readonly user_id: number;
  /** Shown by enterprise servers only. */
  readonly is_group_manager: boolean;
}

/** The first ordinary groups, which people are put in by chance. */
const ORDINARY_GROUP_IDS = [3, 4, 5, 6];

/** Puts every account in the groups it must be in, and people in some of the ordinary ones. */
export function createMemberships(
  seed: number,
  accounts: Iterable<User>,
  groups: Iterable<Group>,
): Membership[] {
  const tenantGroupIds = [...groups]
    .filter((group) => group.is_tenant_group && group.magic_group_type === null)
    .map((group) => group.id);
  return [...accounts]
    .flatMap((user) =>
      groupIdsFor(seed, user, tenantGroupIds).map((group_id) => ({
        group_id,
        user_id: user.id,
        is_group_manager:
          group_id === MARKETING_GROUP_ID &&
          (user.id === MANAGER_ID || createRandom(seed, "manager", user.id).chance(0.3)),
      })),
    )
    .map((membership, index) => ({ id: index + 1, ...membership }));
}

/** The one group that an API key is given beside All Users, by the account that it acts as. */
export function groupOfKey(account: User): number {
  if (account.is_superuser) return ADMINISTRATORS_GROUP_ID;
  return account.first_name === FEW_RIGHTS_NAME ? FEW_RIGHTS_GROUP_ID : ANALYSTS_GROUP_ID;
}

function groupIdsFor(seed: number, user: User, tenantGroupIds: readonly number[]): number[] {
  if (user.type === "internal") {
    return [];
  }
  if (user.tenant_id !== null) {
    return [ALL_TENANT_USERS_GROUP_ID, ...tenantGroupIds];
  }
  if (user.type === "api-key") {
    return [ALL_USERS_GROUP_ID, groupOfKey(user)];
  }
  if (user.is_superuser) {
    return [ALL_USERS_GROUP_ID, ADMINISTRATORS_GROUP_ID];
  }
  if (user.id === ANALYST_ID || user.id === DEACTIVATED_ID) {
    return [ALL_USERS_GROUP_ID, ANALYSTS_GROUP_ID];
  }
  if (user.id === MANAGER_ID) {
    return [ALL_USERS_GROUP_ID, MARKETING_GROUP_ID];
  }
  const random = createRandom(seed, "membership", user.id);
  return [ALL_USERS_GROUP_ID, ...ORDINARY_GROUP_IDS.filter(() => random.chance(0.3))];
}
