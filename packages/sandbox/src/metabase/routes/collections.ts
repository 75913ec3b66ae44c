import { forbidden, json, notFound } from "../server/answers.ts";
import { hasCollection, isLibrary } from "../server/has-collection.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { personalOwnerId } from "../world/collection-access.ts";
import type { Collection } from "../world/collections.ts";
import { visibleAncestors } from "./collection-place.ts";
import { collectionRow, rootRow } from "./collection-rows.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** First version in which deleted things can be restored, from the Trash. */
const TRASH_SINCE = 51;

/** Folders. https://www.metabase.com/docs/latest/api/collection */
export const collectionRoutes: readonly Route[] = [
  { method: "GET", path: "/api/collection", access: "user", answer: listCollections },
  { method: "GET", path: "/api/collection/root", access: "user", answer: getRoot },
  {
    method: "GET",
    path: "/api/collection/trash",
    since: TRASH_SINCE,
    access: "user",
    answer: getTrash,
  },
  { method: "GET", path: "/api/collection/:id", access: "user", answer: getCollection },
  {
    method: "GET",
    path: "/api/ee/library",
    since: 59,
    edition: "enterprise",
    feature: "library",
    access: "user",
    answer: getLibrary,
  },
];

const byName = (one: Collection, other: Collection): number =>
  one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1;

/** Collections of one namespace that the caller may see and the parameters leave. */
function visibleCollections(request: RouteRequest, visibility: Visibility): Collection[] {
  const { world, query, caller } = request;
  const namespace = query.get("namespace");
  const archived = query.get("archived") === "true";
  const wantsOthers = query.get("exclude-other-user-collections") !== "true";
  const wantsShared = query.get("personal-only") !== "true";
  const wantsLibrary = query.get("include-library") === "true";
  return [...world.collections]
    .filter(
      (collection) =>
        collection.namespace === namespace && hasCollection(request.instance, collection),
    )
    .filter((collection) =>
      collection.type === "trash" ? archived : collection.archived === archived,
    )
    .filter((collection) => wantsLibrary || !isLibrary(collection.type))
    .filter((collection) => wantsShared || collection.personal_owner_id !== null)
    .filter(
      (collection) =>
        wantsOthers ||
        !collection.is_personal ||
        personalOwnerId(world, collection.id) === caller.user.id,
    )
    .filter((collection) => visibility.canRead(collection.id))
    .sort(byName);
}

/** The flat list, the virtual root first. */
function listCollections(request: RouteRequest): Answer {
  const { query } = request;
  const visibility = createVisibility(request);
  const showsRoot = query.get("archived") !== "true" && query.get("personal-only") !== "true";
  const root = rootRow(request, {
    canWrite: visibility.canWrite(null),
    namespace: query.get("namespace"),
  });
  return json([
    ...(showsRoot && visibility.canRead(null) ? [root] : []),
    ...visibleCollections(request, visibility).map((collection) =>
      collectionRow(request, collection, visibility.canWrite(collection.id)),
    ),
  ]);
}

function getRoot(request: RouteRequest): Answer {
  const visibility = createVisibility(request);
  const namespace = request.query.get("namespace");
  return visibility.canRead(null)
    ? json(rootRow(request, { canWrite: visibility.canWrite(null), namespace }))
    : forbidden;
}

function getTrash(request: RouteRequest): Answer {
  const trash = [...request.world.collections].find((collection) => collection.type === "trash");
  return trash === undefined ? notFound : detail(request, trash);
}

/** The curated collection with those in it. */
function getLibrary(request: RouteRequest): Answer {
  const visibility = createVisibility(request);
  const readable = [...request.world.collections].filter((each) => visibility.canRead(each.id));
  const library = readable.find((collection) => collection.type === "library");
  if (library === undefined) return json({ data: null });
  const row = (collection: Collection) =>
    collectionRow(request, collection, visibility.canWrite(collection.id));
  const children = readable.filter((each) => each.location.endsWith(`/${library.id}/`));
  return json({ ...row(library), effective_children: children.map(row) });
}

function getCollection(request: RouteRequest): Answer {
  const collection = request.world.collections.byId(Number(request.parameters["id"]));
  return collection === undefined || !hasCollection(request.instance, collection)
    ? notFound
    : detail(request, collection);
}

/** A collection with its place in the tree, as far as the caller may see it. */
function detail(request: RouteRequest, collection: Collection): Answer {
  const { major } = request;
  const visibility = createVisibility(request);
  if (!visibility.canRead(collection.id)) return forbidden;
  const ancestors = visibleAncestors(request, collection, visibility);
  const canWrite = visibility.canWrite(collection.id);
  return json({
    ...collectionRow(request, collection, canWrite),
    ...(major >= TRASH_SINCE && { can_restore: canWrite && collection.archived }),
    effective_location: `/${ancestors.map((ancestor) => `${ancestor.id}/`).join("")}`,
    effective_ancestors: [
      rootRow(request, { canWrite: visibility.canWrite(null), namespace: collection.namespace }),
      ...ancestors.map((ancestor) =>
        collectionRow(request, ancestor, visibility.canWrite(ancestor.id)),
      ),
    ],
    parent_id: ancestors.at(-1)?.id ?? null,
  });
}
