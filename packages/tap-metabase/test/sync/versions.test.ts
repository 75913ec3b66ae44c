import { METABASE_VERSIONS } from "@singer-metabase/sandbox";
import { expect, test } from "vitest";
import { streams } from "../../src/streams/index.ts";
import { activatedIn, complaintsOf, recordsOf, runTap, stateOf } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

const SMALL = { cards: 48, dashboards: 6, users: 10 };

/** What an administrator of an open source server of this version gets without asking for more. */
function expectedOn(version: string): readonly string[] {
  const major = Number(version.split(".")[1]);
  return streams
    .filter(({ needs = {}, selectedByDefault, isAppendOnly }) => {
      const { since = 0, until = Number.POSITIVE_INFINITY, feature } = needs;
      const isServed = since <= major && major <= until && feature === undefined;
      return isServed && selectedByDefault !== false && isAppendOnly !== true;
    })
    .map(({ name }) => name);
}

test.each(METABASE_VERSIONS)(
  "Metabase %s: two runs bring the same whole streams, and no field that the schemas do not know",
  async (version) => {
    const server = await startServer({ version, ...SMALL });
    const config = { base_url: server.url, api_key: server.keys.admin };

    const first = await runTap({ config });
    const second = await runTap({ config, state: stateOf(first) });

    // Transforms were a paid feature at first, which only the answer tells.
    const needsEdition = recordsOf(first, "stream_runs")
      .filter(({ reason }) => reason === "needs edition Pro or Enterprise")
      .map(({ stream }) => stream);
    const names = expectedOn(version).filter((name) => !needsEdition.includes(name));
    expect(first.error).toBeUndefined();
    expect(second.error).toBeUndefined();
    expect(complaintsOf(first).filter((line) => !line.includes("/api/ee/transform"))).toEqual([]);
    expect(needsEdition.filter((name) => !String(name).startsWith("transform"))).toEqual([]);
    expect(activatedIn(first)).toEqual(names);
    expect(activatedIn(second)).toEqual(names);
    expect(recordsOf(first, "cards")).toHaveLength(server.world.cards.length);
    expect(recordsOf(first, "dashboards")).toHaveLength(server.world.dashboards.length);
    for (const name of names) {
      const extras = recordsOf(first, name).filter(({ _extra }) => _extra != null);
      expect(extras, name).toEqual([]);
      const [before, after] = [first, second].map((run) =>
        recordsOf(run, name)
          .map((record) =>
            // Reading details counted as views the first time.
            JSON.stringify("view_count" in record ? { ...record, view_count: null } : record),
          )
          // What is worked out from several reads comes in the order in which these end.
          .sort(),
      );
      expect(after, name).toEqual(before);
    }
  },
);
