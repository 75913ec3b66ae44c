import { type Catalog, createCatalogEntry } from "@singer-metabase/singer-protocol";
import type { Stream } from "../stream.ts";

/**
 * The catalog of every stream. It is the same for every server, so no server is asked: a stream
 * that a server does not offer is left out, with the reason, when it is read.
 */
export function discover(streams: readonly Stream[]): Catalog {
  return { streams: streams.map((stream) => createCatalogEntry(stream)) };
}
