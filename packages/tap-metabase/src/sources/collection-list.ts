import {
  type MetabaseClient,
  NotAvailableError,
  type ServerInfo,
} from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import { objectsOf } from "./objects-of.ts";
import { isPersonalCollection } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** A tree of collections of its own, and the version that brought it; null is the usual tree. */
interface Namespace {
  readonly name: string | null;
  readonly since: number;
}

const NAMESPACES: readonly Namespace[] = [
  { name: null, since: 0 },
  { name: "snippets", since: 0 },
  { name: "analytics", since: 50 },
  { name: "shared-tenant-collection", since: 57 },
  { name: "tenant-specific", since: 57 },
  { name: "transforms", since: 59 },
  { name: "data-apps", since: 65 },
  { name: "data-actions", since: 65 },
];

/** The namespaces of collections that a server of this version has. */
export function collectionNamespaces({
  major,
}: Pick<ServerInfo, "major">): readonly (string | null)[] {
  return NAMESPACES.filter(({ since }) => since <= major).map(({ name }) => name);
}

/** The collections of every namespace, archived ones too. */
export const collectionList: ServerSource = {
  name: "collection list",
  filteredBy: ["include_archived", "include_personal_collections"],
  async *read(reading) {
    for (const namespace of collectionNamespaces(reading.server)) {
      yield* readNamespace(reading, namespace);
    }
  },
  probe: (client) => list(client, null, true),
};

async function* readNamespace(
  reading: Reading,
  namespace: string | null,
): AsyncGenerator<ServerObject> {
  const { client, settings } = reading;
  let isThere = false;
  try {
    const collections = readActiveAndArchived(reading, (archived) =>
      objectsOf(list(client, namespace, archived)),
    );
    for await (const collection of collections) {
      isThere = true;
      // Each namespace has a virtual root of the same id; only the usual tree's is a collection.
      if (collection["id"] === "root" && namespace !== null) continue;
      if (!settings.include_personal_collections && isPersonalCollection(collection)) continue;
      yield collection;
    }
    if (namespace !== null) reading.covers(`namespace ${namespace}`);
  } catch (error) {
    if (namespace === null || !(error instanceof NotAvailableError)) throw error;
    // A namespace that this server does not have is none; one that breaks off is not complete.
    if (error.reason === "forbidden" || isThere)
      reading.incomplete(`namespace ${namespace}: ${error.message}`);
  }
}

// Servers from 0.59 on leave the library out unless asked; older ones ignore the parameter.
function list(
  client: MetabaseClient,
  namespace: string | null,
  archived: boolean,
): Promise<readonly unknown[]> {
  return client.getArray("/api/collection", {
    archived,
    "include-library": true,
    ...(namespace !== null && { namespace }),
  });
}
