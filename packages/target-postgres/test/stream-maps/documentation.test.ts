import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createFakeFunctions } from "../../src/stream-maps/fake-functions.ts";
import { createFunctions } from "../../src/stream-maps/python/functions.ts";
import { readStreamMaps } from "../../src/stream-maps/read-stream-maps.ts";

const PAGE = join(import.meta.dirname, "../../../../docs/stream-maps.md");
const functions = createFunctions({ now: () => 0, random: () => 0 });

test("the page's example can be used", async () => {
  const [, json = ""] = /```json\n(.*?)```/s.exec(await readFile(PAGE, "utf8")) ?? [];

  const { maps } = readStreamMaps(JSON.parse(json).stream_maps, functions);
  expect(maps).toHaveLength(4);
});

test("the page names every function and every provider of fake values", async () => {
  const page = await readFile(PAGE, "utf8");
  const fakes = (await createFakeFunctions({})).map(([name]) => name);
  const names = [...functions.keys(), ...fakes].map((name) => name.split(".").at(-1) ?? name);

  expect(names.filter((name) => !new RegExp(`\\b${name}\`|\`${name}\``).test(page))).toEqual([]);
});

test("every provider of fake values makes one", async () => {
  for (const [name, { call }] of await createFakeFunctions({ seed: "seed", locale: ["de_DE"] })) {
    expect(call(), name).not.toBeUndefined();
  }
});

test("a locale that is not known is refused", async () => {
  await expect(createFakeFunctions({ locale: "xx_XX" })).rejects.toThrow(
    'locale "xx_XX" is not known',
  );
});
