import type { Collection } from "./collections.ts";
import { ADMINISTRATORS_GROUP_ID, ALL_USERS_GROUP_ID, FEW_RIGHTS_GROUP_ID } from "./groups.ts";
import type { Caller } from "./people.ts";
import { createRandom } from "./random.ts";
import type { World } from "./world.ts";

/** What a group may do in a collection. */
export type CollectionAccess = "write" | "read" | "none";

const MOST_FIRST: readonly CollectionAccess[] = ["write", "read", "none"];

/** What a group was given on a collection that is nobody's own; null is the root of a namespace. */
export function groupCollectionAccess(
  { options, collections }: World,
  groupId: number,
  collectionId: number | null,
  namespace: string | null = collectionId === null
    ? null
    : namespaceOf(collections.byId(collectionId)),
): CollectionAccess {
  if (groupId === ADMINISTRATORS_GROUP_ID) {
    return "write";
  }
  if (groupId === FEW_RIGHTS_GROUP_ID) {
    return collections.byId(collectionId ?? 0)?.is_sample === true ? "read" : "none";
  }
  const random = createRandom(
    options.seed,
    "access",
    groupId,
    namespace ?? "",
    collectionId ?? "root",
  );
  if (groupId === ALL_USERS_GROUP_ID) {
    return collectionId === null || random.chance(0.4) ? "read" : "none";
  }
  return random.pick(["write", "read", "none", "none"]);
}

/** The most that any of the caller's groups may do. A personal collection is its owner's and the administrators'. */
export function collectionAccess(
  world: World,
  caller: Caller,
  collectionId: number | null,
): CollectionAccess {
  if (caller.isSuperuser) {
    return "write";
  }
  const ownerId = collectionId === null ? null : personalOwnerId(world, collectionId);
  if (ownerId !== null) {
    return ownerId === caller.user.id ? "write" : "none";
  }
  const given = caller.groupIds.map((groupId) =>
    groupCollectionAccess(world, groupId, collectionId),
  );
  return MOST_FIRST.find((access) => given.includes(access)) ?? "none";
}

/** Whose own collection it is, or lies in; null for shared ones. */
export function personalOwnerId({ collections }: World, collectionId: number): number | null {
  const collection = collections.byId(collectionId);
  if (collection === undefined || !collection.is_personal) {
    return null;
  }
  const topId = Number(collection.location.split("/")[1]);
  return collection.personal_owner_id ?? collections.byId(topId)?.personal_owner_id ?? null;
}

const namespaceOf = (collection: Collection | undefined): string | null =>
  collection?.namespace ?? null;
