import {
  type Catalog,
  type CatalogEntry,
  createCatalogEntry,
} from "@singer-metabase/singer-protocol";
import type { Stream } from "../stream.ts";
import type { StreamCheck } from "../test-connection/check-streams.ts";
import { AVAILABLE } from "./availability.ts";

/** Where an entry's root metadata says why a stream is there or not. */
export const AVAILABILITY = "metabase.availability";

/**
 * The catalog of every stream. With what was found out about a server, each entry says whether its
 * stream is there, and those that are not are not selected by default; without, it is the same for
 * every server. A stream that is selected all the same is left out, with the reason, when it is
 * read.
 */
export function discover(streams: readonly Stream[], checks: readonly StreamCheck[] = []): Catalog {
  const checkOf = new Map(checks.map((check) => [check.stream, check]));
  return {
    streams: streams.map((stream) => {
      const check = checkOf.get(stream.name);
      const entry = createCatalogEntry(stream);
      return check ? withAvailability(entry, check) : entry;
    }),
  };
}

function withAvailability(entry: CatalogEntry, check: StreamCheck): CatalogEntry {
  const { problem, isUnknown = false } = check;
  const isThere = problem === undefined || isUnknown;
  const metadata = entry.metadata.map(({ breadcrumb, metadata: facts }) =>
    breadcrumb.length > 0
      ? { breadcrumb, metadata: facts }
      : {
          breadcrumb,
          metadata: {
            ...facts,
            "selected-by-default": isThere && facts["selected-by-default"] === true,
            [AVAILABILITY]: isUnknown ? `unknown: ${problem}` : (problem ?? AVAILABLE),
          },
        },
  );
  return { ...entry, metadata };
}
