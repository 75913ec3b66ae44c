import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { createScene } from "../harness/create-scene.ts";
import { programs } from "../harness/programs.ts";

interface DiscoveredCatalog {
  readonly streams: readonly {
    readonly tap_stream_id: string;
    readonly metadata: readonly { readonly breadcrumb: string[]; readonly metadata: object }[];
  }[];
}

/** The catalog that the program discovers, with metadata changed where `choose` says so. */
function catalogWith(choose: (stream: string, property: string) => boolean | undefined): unknown {
  const text = execFileSync(programs.tap, ["--discover"], { encoding: "utf8" });
  const { streams } = JSON.parse(text) as DiscoveredCatalog;
  return {
    streams: streams.map((stream) => ({
      ...stream,
      metadata: stream.metadata.map(({ breadcrumb, metadata }) => {
        const selected = choose(stream.tap_stream_id, breadcrumb.slice(1).join("."));
        return {
          breadcrumb,
          metadata: { ...metadata, ...(selected !== undefined && { selected }) },
        };
      }),
    })),
  };
}

test("only selected streams are read, and only selected properties become columns", async () => {
  const scene = await createScene();
  const catalog = catalogWith((stream, property) => {
    if (property === "") return stream === "users";
    return property === "email" || property === "id" ? undefined : false;
  });

  const result = await scene.run({ catalog });

  expect(result).toMatchObject({ tap: { status: 0 }, target: { status: 0 } });
  const { users = [], ...others } = await scene.tables();
  expect(others).toEqual({});
  expect(users).toHaveLength(25);
  const columns = Object.keys(users[0] ?? {}).filter((name) => !name.startsWith("_sdc_"));
  expect(columns.sort()).toEqual(["email", "id"]);
});

test("a stream that was not selected is not asked for", async () => {
  const scene = await createScene();
  const catalog = catalogWith((stream, property) => (property ? undefined : stream === "users"));

  await scene.run({ catalog });

  const paths = new Set(scene.metabase.requests.map(({ path }) => path));
  expect([...paths].filter((path) => /card|dashboard|database|collection/.test(path))).toEqual([]);
});
