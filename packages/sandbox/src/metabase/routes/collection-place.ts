import { hasCollection } from "../server/has-collection.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Collection } from "../world/collections.ts";
import type { Visibility } from "./visibility.ts";

/** A collection's ancestors that the caller may see, the highest first. */
export function visibleAncestors(
  { world }: Pick<RouteRequest, "world">,
  collection: Collection,
  visibility: Visibility,
): Collection[] {
  return collection.location
    .split("/")
    .flatMap((id) => world.collections.byId(Number(id)) ?? [])
    .filter((ancestor) => visibility.canRead(ancestor.id));
}

/**
 * The collections that stand in another for this caller (null: in the root of the namespace): its children, and those
 * below children that the caller may not see.
 */
export function visibleChildren(
  request: RouteRequest,
  options: {
    readonly parentId: number | null;
    readonly namespace: string | null;
    readonly archived: boolean;
    readonly visibility: Visibility;
  },
): Collection[] {
  const { parentId, namespace, archived, visibility } = options;
  return [...request.world.collections]
    .filter((each) => each.namespace === namespace && hasCollection(request.instance, each))
    .filter((each) => each.archived === archived && each.type !== "trash")
    .filter((each) => visibility.canRead(each.id))
    .filter(
      (each) => (visibleAncestors(request, each, visibility).at(-1)?.id ?? null) === parentId,
    );
}

/** First version that puts official collections before everything else, in items and in the tree (API changelog). */
const OFFICIAL_FIRST_SINCE = 50;

/** What to sort by before all else: official collections come first. */
export function officialRank({ major }: Pick<RouteRequest, "major">, level: unknown): number {
  return major >= OFFICIAL_FIRST_SINCE && level === "official" ? 0 : 1;
}
