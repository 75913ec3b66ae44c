import type { ServerObject } from "../records/server-object.ts";
import type { Reading, RunFacts } from "../source.ts";
import { objectsOf } from "./objects-of.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** Says whether a collection is somebody's own, or lies in one that is. */
export function isPersonalCollection(collection: ServerObject): boolean {
  return collection["is_personal"] === true || typeof collection["personal_owner_id"] === "number";
}

/**
 * Passes on the contents (cards, dashboards, ...) that do not lie in a personal collection; all of
 * them when the setting `include_personal_collections` is on.
 */
export async function* withoutPersonal(
  reading: Reading,
  contents: AsyncIterable<ServerObject>,
): AsyncGenerator<ServerObject> {
  if (reading.settings.include_personal_collections) {
    yield* contents;
    return;
  }
  const personal = await reading.once(personalCollectionIds);
  for await (const content of contents) {
    if (!personal.has(content["collection_id"])) yield content;
  }
}

async function personalCollectionIds(facts: RunFacts): Promise<ReadonlySet<unknown>> {
  const ids = new Set<unknown>();
  const collections = readActiveAndArchived(facts, (archived) =>
    objectsOf(facts.client.getArray("/api/collection", { archived })),
  );
  for await (const collection of collections) {
    if (isPersonalCollection(collection)) ids.add(collection["id"]);
  }
  return ids;
}
