import type { ServerSource } from "../source.ts";
import { withoutPersonal } from "./personal-content.ts";
import { readActiveAndArchived } from "./read-active-and-archived.ts";

/** What tells one list of a collection's contents from another. */
export interface ContentList {
  readonly name: string;
  readonly path: string;
  /** The value of `f` that brings few rows, for a probe. */
  readonly probedBy: string;
}

/** A list of what lies in collections, archived things too: never paged, chosen by the parameter `f`. */
export function contentList({ name, path, probedBy }: ContentList): ServerSource {
  return {
    name,
    isSpooled: true,
    filteredBy: ["include_archived", "include_personal_collections"],
    read: (reading) =>
      withoutPersonal(
        reading,
        readActiveAndArchived(reading, (archived) =>
          reading.client.streamArray(path, { f: archived ? "archived" : "all" }),
        ),
      ),
    probe: (client) => client.getArray(path, { f: probedBy }),
  };
}
