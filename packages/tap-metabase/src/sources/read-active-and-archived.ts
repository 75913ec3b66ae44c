import type { ServerObject } from "../records/server-object.ts";
import type { Reading } from "../source.ts";

/**
 * Reads a list that hides what is archived: once as it is, and a second time for the archived
 * part unless the setting `include_archived` is off.
 *
 * In this order an object that is archived between the two requests comes twice, the newer form
 * last; in the other order it would be missed and look deleted.
 */
export async function* readActiveAndArchived(
  { settings }: Pick<Reading, "settings">,
  list: (archived: boolean) => AsyncIterable<ServerObject>,
): AsyncGenerator<ServerObject> {
  yield* list(false);
  if (settings.include_archived) yield* list(true);
}
