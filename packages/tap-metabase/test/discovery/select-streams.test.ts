import { describe, expect, test } from "vitest";
import { discover } from "../../src/discovery/discover.ts";
import { selectStreams } from "../../src/discovery/select-streams.ts";
import { type Stream, streamGroups } from "../../src/stream.ts";
import { streams } from "../../src/streams/index.ts";

const catalog = discover(streams);
const named = (matches: (stream: Stream) => boolean): readonly string[] =>
  streams.filter(matches).map(({ name }) => name);
const deselect = (name: string) => ({
  streams: catalog.streams.map((entry) =>
    entry.tap_stream_id === name
      ? { ...entry, metadata: [{ breadcrumb: [], metadata: { selected: false } }] }
      : entry,
  ),
});
const namesOf = (given: typeof catalog, groups = [...streamGroups]): readonly string[] =>
  selectStreams(streams, given, groups).selected.map(({ stream }) => stream.name);

test("the catalog describes the root and every property, nested ones too", () => {
  const cards = catalog.streams.find(({ tap_stream_id: id }) => id === "cards");
  const breadcrumbs = cards?.metadata.map(({ breadcrumb }) => breadcrumb.join("/"));

  expect(breadcrumbs).toContain("");
  expect(breadcrumbs).toContain("properties/name");
  expect(breadcrumbs).toContain("properties/last-edit-info/properties/timestamp");
});

describe("the streams that are read", () => {
  test("are all of them when nobody chose", () => {
    expect(namesOf(catalog)).toEqual(named(({ selectedByDefault }) => selectedByDefault !== false));
  });

  test("are not those that are deselected", () => {
    expect(namesOf(deselect("cards"))).not.toContain("cards");
  });

  test("keep the order in which they are emitted, whatever the catalog's", () => {
    const reversed = { streams: [...catalog.streams].reverse() };

    expect(namesOf(reversed)).toEqual(namesOf(catalog));
  });

  test("are those of the wanted groups", () => {
    expect(namesOf(catalog, ["people"])).toEqual(named(({ group }) => group === "people"));
  });
});

test("a selected stream that does not exist is named", () => {
  const [first] = catalog.streams;
  const given = first
    ? { streams: [{ ...first, tap_stream_id: "card", stream: "card" }] }
    : catalog;

  expect(selectStreams(streams, given, streamGroups).unknown).toEqual(["card"]);
});
