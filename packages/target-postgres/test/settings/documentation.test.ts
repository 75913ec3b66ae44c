import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { foreignSettings } from "../../src/settings/other-targets.ts";
import { settingsSchema } from "../../src/settings.ts";

const PAGE = join(import.meta.dirname, "../../../../docs/settings-of-other-targets.md");

test("the page about other targets names every setting that only they have", async () => {
  const page = await readFile(PAGE, "utf8");

  const missing = [...foreignSettings.keys()].filter((name) => !page.includes(name));
  expect(missing).toEqual([]);
});

test("a setting of another target is not one of ours by the same name", () => {
  const twice = [...foreignSettings.keys()].filter((name) =>
    Object.hasOwn(settingsSchema.properties, name),
  );
  expect(twice).toEqual([]);
});
