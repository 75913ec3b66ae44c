import type { ServerObject } from "../records/server-object.ts";
import type { RunFacts } from "../source.ts";

/**
 * Reads a list that hides what is archived: once as it is, and a second time for the archived
 * part unless the setting `include_archived` is off.
 *
 * In this order an object that is archived between the two requests comes twice, the newer form
 * last; in the other order it would be missed and look deleted. One that is restored between them,
 * which is rarer, is in neither list and comes with the next run: to see it, the archived list would
 * have to be read before as well, and for questions that is a large one.
 */
export async function* readActiveAndArchived(
  { settings }: Pick<RunFacts, "settings">,
  list: (archived: boolean) => AsyncIterable<ServerObject>,
): AsyncGenerator<ServerObject> {
  yield* list(false);
  if (settings.include_archived) yield* list(true);
}
