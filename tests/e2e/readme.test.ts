import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import * as tap from "@singer-metabase/tap-metabase";
import * as target from "@singer-metabase/target-postgres";
import { expect, test } from "vitest";
import { createScene } from "../harness/create-scene.ts";
import { programs } from "../harness/programs.ts";
import { root } from "../harness/root.ts";

const example =
  /```sh\nnpm ci.*?```/s.exec(readFileSync(join(root, "README.md"), "utf8"))?.[0] ?? "";

test.each([
  ["tap.json", tap.settingsSchema],
  ["target.json", target.settingsSchema],
])("the README's %s names settings that exist", (file, schema) => {
  const [, text = ""] = new RegExp(`echo '([^']*)' > ${file}`).exec(example) ?? [];

  const names = Object.keys(JSON.parse(text));

  expect(names.length).toBeGreaterThan(1);
  expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(names));
});

test("the README's pipe loads, keeps its state, and goes on from there", async () => {
  const scene = await createScene();
  const { metabase, database, folder } = scene;
  const settings = {
    "tap.json": { base_url: metabase.url, api_key: metabase.keys.admin },
    "target.json": { sqlalchemy_url: database.url, default_target_schema: "metabase" },
  };
  for (const [file, content] of Object.entries(settings)) {
    await writeFile(join(folder, file), JSON.stringify(content));
  }
  const [pipe = ""] = /set -o pipefail[^`]*/.exec(example) ?? [];
  const env = {
    ...process.env,
    PATH: `${dirname(programs.tap)}${delimiter}${process.env["PATH"]}`,
  };
  const load = async (): Promise<number> => {
    await promisify(execFile)("bash", ["-c", pipe], { cwd: folder, env });
    const state = JSON.parse(readFileSync(join(folder, "state.json"), "utf8"));
    return state.bookmarks.cards.version;
  };

  const first = await load();
  const second = await load();

  expect(second).toBeGreaterThan(first);
  expect((await scene.tables())["cards"]).toHaveLength(120);
});
