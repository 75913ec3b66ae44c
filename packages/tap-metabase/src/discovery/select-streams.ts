import {
  type Catalog,
  type CatalogEntry,
  isStreamSelected,
} from "@singer-metabase/singer-protocol";
import type { Stream, StreamGroup } from "../stream.ts";

/** A stream to read, with its entry in the catalog. */
export interface SelectedStream {
  readonly stream: Stream;
  readonly entry: CatalogEntry;
}

/**
 * The streams that the catalog selects and whose group is wanted, in the order in which they are
 * emitted. Entries of the catalog that this version does not know are returned by name.
 */
export function selectStreams(
  streams: readonly Stream[],
  catalog: Catalog,
  groups: readonly StreamGroup[],
): { readonly selected: readonly SelectedStream[]; readonly unknown: readonly string[] } {
  const entries = new Map(catalog.streams.map((entry) => [entry.tap_stream_id, entry]));
  const selected = streams.flatMap((stream) => {
    const entry = entries.get(stream.name);
    const isWanted = entry && groups.includes(stream.group) && isStreamSelected(entry);
    return isWanted ? [{ stream, entry }] : [];
  });
  const known = new Set(streams.map(({ name }) => name));
  const unknown = [...entries].flatMap(([name, entry]) =>
    !known.has(name) && isStreamSelected(entry) ? [name] : [],
  );
  return { selected, unknown };
}
