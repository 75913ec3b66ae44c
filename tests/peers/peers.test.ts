import { describe, expect, inject, test } from "vitest";
import { compareTargets } from "./harness/compare-targets.ts";
import {
  differencesOf,
  readExpectedDifferences,
  setTypesAside,
  situationsOf,
} from "./harness/expected-differences.ts";
import { findPeers } from "./harness/peers.ts";
import { situations } from "./situations/index.ts";
import { readMetabase } from "./situations/metabase.ts";

const folder = process.env["PEERS"] ?? "";
const place = { serverUrl: inject("postgresUrl"), peers: folder };
const all = Object.entries({ ...situations, ...(await readMetabase()) });

describe.each(findPeers(folder))("$name", (peer) => {
  const own = all.filter(([, { peers }]) => peers?.includes(peer.name) ?? true);
  const expected = readExpectedDifferences(peer.name);
  const types = new Set<string>();

  test.concurrent.each(own)("%s", async (name, situation) => {
    const { sameInput, swap } = await compareTargets(place, peer, situation);

    const first = setTypesAside(expected, sameInput);
    for (const pair of first.types) types.add(pair);
    expect({ sameInput: first.others, swap: [...swap].sort() }).toEqual(
      differencesOf(expected, name),
    );
  });

  test("what is expected is of situations that there are", () => {
    const names = new Set(own.map(([name]) => name));
    const unknown = expected.flatMap(situationsOf).filter((name) => !names.has(name));
    expect(unknown).toEqual([]);
  });

  test("types that differ everywhere do so somewhere", () => {
    expect([...types].sort()).toEqual(expected.flatMap((one) => one.types ?? []).sort());
  });
});
