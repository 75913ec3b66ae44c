import { entityId } from "./identity.ts";

/** A permission group, as the newest server stores it; routes leave out what older ones did not have. */
export interface Group {
  readonly id: number;
  readonly name: string;
  readonly entity_id: string;
  readonly magic_group_type: string | null;
  readonly is_tenant_group: boolean;
}

/** Group 1: everybody but external people. */
export const ALL_USERS_GROUP_ID = 1;

/** Group 2: superusers. */
export const ADMINISTRATORS_GROUP_ID = 2;

/** Group 3: what the analyst account and the analyst API key belong to. */
export const ANALYSTS_GROUP_ID = 3;

/** Group 4: what the manager account manages. */
export const MARKETING_GROUP_ID = 4;

/** Group 11: little more than everybody may, for the API key with few rights. */
export const FEW_RIGHTS_GROUP_ID = 11;

/** The magic group of external people, shown with tenants only (enterprise, server version 0.57 on). */
export const ALL_TENANT_USERS_GROUP_ID = 9;

const NAMES: readonly (readonly [name: string, magic: string | null, isTenantGroup: boolean])[] = [
  ["All Users", "all-internal-users", false],
  ["Administrators", "admin", false],
  ["Analysts", null, false],
  ["Marketing", null, false],
  ['Finance & "Controlling"', null, false],
  ["Vertrieb Österreich", null, false],
  ["nobody yet", null, false],
  ["Data Analysts", "data-analyst", false],
  ["All tenant users", "all-external-users", true],
  ["Customers", null, true],
  ["Status page", null, false],
];

/** Seeds the groups: the magic ones, some with odd names and one without members. */
export function createGroups(seed: number): Group[] {
  return NAMES.map(([name, magic_group_type, is_tenant_group], index) => ({
    id: index + 1,
    name,
    entity_id: entityId(seed, "group", index + 1),
    magic_group_type,
    is_tenant_group,
  }));
}
