import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import type { Collection } from "../world/collections.ts";

const SINCE: Since = {
  is_sample: 50,
  archived_directly: 51,
  archive_operation_id: 51,
  can_restore: 51,
  can_delete: 51,
  is_remote_synced: 57,
};

type Version = Pick<RouteRequest, "major">;

/** A collection as other things embed it. */
export function collectionColumns({ major }: Version, collection: Collection) {
  return asOf(collection, major, SINCE);
}

/** A collection as the lists show it. */
export function collectionRow(version: Version, collection: Collection, canWrite: boolean) {
  return {
    ...collectionColumns(version, collection),
    can_write: canWrite,
    ...asOf({ can_delete: canWrite && collection.archived }, version.major, SINCE),
  };
}

/** The root as the lists show it: no row of its own, so it has few keys. */
export function rootRow(
  { major }: Version,
  options: { readonly canWrite: boolean; readonly namespace: string | null },
) {
  return asOf(
    {
      authority_level: null,
      can_write: options.canWrite,
      name: options.namespace === "snippets" ? "Top folder" : "Our analytics",
      is_remote_synced: false,
      effective_ancestors: [],
      can_restore: false,
      effective_location: null,
      parent_id: null,
      id: "root",
      is_personal: false,
      can_delete: false,
    },
    major,
    SINCE,
  );
}

/** First version whose code for collections stands in a module of its own, which the root's odd key shows. */
const MODULE_SINCE = 54;

/** `collection` of a thing in the root: a stub with the name of a Clojure keyword for a key. */
export function rootStub({ major }: Version, canWrite: boolean) {
  const namespace = major >= MODULE_SINCE ? "metabase.collections.models" : "metabase.models";
  return {
    [`${namespace}.collection.root/is-root?`]: true,
    authority_level: null,
    name: "Our analytics",
    is_personal: false,
    id: "root",
    can_write: canWrite,
  };
}
