import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { User } from "../world/accounts.ts";

const SINCE: Since = {
  tenant_id: 57,
  jwt_attributes: 57,
  tenant_collection_id: 57,
  is_data_analyst: 59,
};

/** What any account may know of another. */
export function userForOthers({ id, email, first_name, last_name, common_name }: User) {
  return { id, email, first_name, last_name, common_name };
}

/** What a group manager sees of people in the groups that they manage. */
export function userForManager({ world }: RouteRequest, user: User) {
  const { is_superuser, last_login } = user;
  const group_ids = world.people.groupIdsOf(user.id);
  return { ...userForOthers(user), is_superuser, last_login, group_ids };
}

/** What an administrator sees, and everybody of themselves. */
export function userForAdministrator({ world, major }: RouteRequest, user: User) {
  const { type: _type, entity_id: _entityId, password: _password, ...row } = user;
  return asOf(
    {
      ...row,
      group_ids: world.people.groupIdsOf(user.id),
      personal_collection_id: personalCollectionId(world, user),
      tenant_collection_id: null,
    },
    major,
    SINCE,
  );
}

/** A person's own collection; hidden accounts and people of tenants have none. */
function personalCollectionId({ collections }: RouteRequest["world"], user: User): number | null {
  return user.type === "personal" && user.tenant_id === null
    ? collections.personalCollectionOf(user.id)
    : null;
}
