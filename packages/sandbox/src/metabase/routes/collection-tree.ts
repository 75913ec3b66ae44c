import { json } from "../server/answers.ts";
import { hasCollection, isLibrary } from "../server/has-collection.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { cardTypeOf } from "../world/card-types.ts";
import { personalOwnerId } from "../world/collection-access.ts";
import type { Collection } from "../world/collections.ts";
import { modelOfCard } from "./collection-item-rows.ts";
import { officialRank, visibleAncestors } from "./collection-place.ts";
import { collectionRow } from "./collection-rows.ts";
import { createVisibility } from "./visibility.ts";

/** All collections as a tree. https://www.metabase.com/docs/latest/api/collection */
export const collectionTreeRoutes: readonly Route[] = [
  { method: "GET", path: "/api/collection/tree", access: "user", answer: getTree },
];

/** A collection with what stands in it and below it. */
interface Node extends Record<string, unknown> {
  readonly here: readonly string[];
  readonly below: readonly string[];
  readonly children: readonly Node[];
}

/** Collections in use; the Trash too, unless `exclude-archived=true`. */
function getTree(request: RouteRequest): Answer {
  const { world, query, caller } = request;
  const visibility = createVisibility(request);
  const namespace = query.get("namespace");
  const showsTrash = query.get("exclude-archived") !== "true";
  const hidesOthers = query.get("exclude-other-user-collections") === "true";
  const showsLibrary = query.get("include-library") === "true";
  const visible = [...world.collections]
    .filter((each) => each.namespace === namespace && hasCollection(request.instance, each))
    .filter((each) => (each.type === "trash" ? showsTrash : !each.archived))
    .filter((each) => showsLibrary || !isLibrary(each.type))
    .filter((each) => visibility.canRead(each.id))
    .filter(
      (each) =>
        !hidesOthers || !each.is_personal || personalOwnerId(world, each.id) === caller.user.id,
    );
  const byParent = new Map<number | null, Collection[]>();
  for (const collection of visible) {
    const parentId = visibleAncestors(request, collection, visibility).at(-1)?.id ?? null;
    byParent.set(parentId, [...(byParent.get(parentId) ?? []), collection]);
  }
  const rank = ({ authority_level }: Collection): number => officialRank(request, authority_level);
  const nodesIn = (parentId: number | null): Node[] =>
    (byParent.get(parentId) ?? [])
      .toSorted((one, other) => rank(one) - rank(other))
      .map((collection) => {
        const children = nodesIn(collection.id);
        return {
          ...collectionRow(request, collection, visibility.canWrite(collection.id)),
          here: modelsIn(request, collection.id),
          below: [
            ...new Set(children.flatMap(({ here, below }) => ["collection", ...here, ...below])),
          ],
          children,
        };
      });
  return json(nodesIn(null));
}

function modelsIn({ world, major }: RouteRequest, collectionId: number): string[] {
  const cards = world.contents.cardsIn(collectionId);
  const models = new Set(cards.map((id) => modelOfCard(cardTypeOf(id), major)));
  return [
    ...models,
    ...(world.contents.dashboardsIn(collectionId).length > 0 ? ["dashboard"] : []),
  ];
}
