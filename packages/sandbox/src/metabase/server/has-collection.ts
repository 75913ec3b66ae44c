import type { Collection } from "../world/collections.ts";
import { hasTenants, type Instance } from "./instance.ts";

/** First version that has the Trash. */
const TRASH_SINCE = 51;

/** Whether this version and edition has such a collection at all. */
export function hasCollection(instance: Instance, { namespace, type }: Collection): boolean {
  const { release, features } = instance;
  if (namespace !== null) {
    return hasNamespace(instance, namespace);
  }
  if (type === "trash") {
    return release.major >= TRASH_SINCE;
  }
  return !isLibrary(type) || features.has("library");
}

/** Whether a collection's type makes it a part of the Library, which lists leave out unless asked. */
export function isLibrary(type: string | null): boolean {
  return type?.startsWith("library") ?? false;
}

function hasNamespace(instance: Instance, namespace: string): boolean {
  const { release, edition, features } = instance;
  switch (namespace) {
    case "snippets":
      return features.has("snippet_collections");
    case "analytics":
      return edition === "enterprise" && release.major >= 50;
    case "transforms":
      return release.major >= 59;
    case "shared-tenant-collection":
      return hasTenants(instance);
    default:
      return false;
  }
}
