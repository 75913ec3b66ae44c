import type { RouteRequest } from "../server/route.ts";
import { type CollectionAccess, collectionAccess } from "../world/collection-access.ts";
import { collectionColumns, rootStub } from "./collection-rows.ts";

/** What the caller of one request may see and change. Answers are remembered, since long lists ask again and again. */
export interface Visibility {
  /** Whether the caller sees what stands in a collection; null is the root. */
  canRead(collectionId: number | null): boolean;
  /** Whether the caller may change what stands in a collection. */
  canWrite(collectionId: number | null): boolean;
  /** The collection as a thing in it embeds it; null when the caller may not see it. */
  embeddedCollection(collectionId: number | null): object | null;
}

/** Asks the world's permissions on behalf of a request's caller. */
export function createVisibility(request: RouteRequest): Visibility {
  const { world, caller } = request;
  const known = new Map<number | null, CollectionAccess>();
  const accessTo = (collectionId: number | null): CollectionAccess => {
    const access = known.get(collectionId) ?? collectionAccess(world, caller, collectionId);
    known.set(collectionId, access);
    return access;
  };
  const embedded = new Map<number | null, object | null>();
  const embed = (collectionId: number | null): object | null => {
    if (accessTo(collectionId) === "none") return null;
    if (collectionId === null) return rootStub(request, accessTo(null) === "write");
    const collection = world.collections.byId(collectionId);
    return collection === undefined ? null : collectionColumns(request, collection);
  };
  return {
    canRead: (collectionId) => accessTo(collectionId) !== "none",
    canWrite: (collectionId) => accessTo(collectionId) === "write",
    embeddedCollection(collectionId) {
      const collection = embedded.get(collectionId) ?? Object.freeze(embed(collectionId));
      embedded.set(collectionId, collection);
      return collection;
    },
  };
}
