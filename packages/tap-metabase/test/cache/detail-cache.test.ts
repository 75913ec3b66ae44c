import {
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { ExactDecimal } from "@singer-metabase/metabase-client";
import { createLogger, createRedactor } from "@singer-metabase/singer-protocol";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createDetailCache, type DetailCache } from "../../src/cache/detail-cache.ts";

const DAY_MS = 86_400_000;
const detail = { id: 7, name: "Umsatz 💸" };

let folder: string;
let clock: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tap-metabase-cache-"));
  clock = Date.UTC(2026, 0, 1);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

function open(at = folder): { cache: DetailCache; warnings: () => string } {
  const output = new PassThrough();
  const logger = createLogger({
    output,
    format: "json",
    level: "info",
    appName: "test",
    redactor: createRedactor(),
  });
  const cache = createDetailCache({ folder: at, maxAgeMs: 30 * DAY_MS, now: () => clock, logger });
  return { cache, warnings: () => String(output.read() ?? "") };
}

const fileOf = (id: number) => join(folder, "dashboard", `${id}.json.gz`);

test("numbers that a double cannot hold come back unrounded", async () => {
  const { cache } = open();
  const exact = { id: 7, limit: 9007199254740993n, ratio: new ExactDecimal("0.12345678901234567") };

  await cache.write("dashboard", 7, "a", exact);

  expect(await cache.read("dashboard", 7, "a")).toEqual(exact);
});

test("a detail comes back under the stamp that it was written with, and under no other", async () => {
  const { cache } = open();

  await cache.write("dashboard", 7, "a", detail);

  expect(await cache.read("dashboard", 7, "a")).toEqual(detail);
  expect(await cache.read("dashboard", 7, "b")).toBeUndefined();
  expect(await cache.read("dashboard", 8, "a")).toBeUndefined();
  expect(await cache.read("card", 7, "a")).toBeUndefined();
});

test("a detail is not used from its largest age on", async () => {
  const { cache } = open();
  await cache.write("dashboard", 7, "a", detail);

  clock += 30 * DAY_MS - 1;
  expect(await cache.read("dashboard", 7, "a")).toEqual(detail);
  clock += 1;
  expect(await cache.read("dashboard", 7, "a")).toBeUndefined();
});

describe("a damaged entry is no entry:", () => {
  test.each([
    ["cut off", () => truncate(fileOf(7), 20)],
    ["empty", () => truncate(fileOf(7), 0)],
    ["something else", () => writeFile(fileOf(7), "<html>")],
    [
      "a flipped bit",
      async () => {
        const bytes = await readFile(fileOf(7));
        bytes[bytes.length - 6] = (bytes.at(-6) ?? 0) ^ 1;
        await writeFile(fileOf(7), bytes);
      },
    ],
  ])("%s", async (_, damage) => {
    const { cache } = open();
    await cache.write("dashboard", 7, "a", detail);

    await damage();

    expect(await cache.read("dashboard", 7, "a")).toBeUndefined();
    await cache.write("dashboard", 7, "a", detail);
    expect(await cache.read("dashboard", 7, "a")).toEqual(detail);
  });
});

test("nobody else may read what is kept", async () => {
  const { cache } = open();

  await cache.write("dashboard", 7, "a", detail);

  expect((await stat(fileOf(7))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "dashboard"))).mode & 0o777).toBe(0o700);
});

test("two runs that write the same entries at once leave whole ones", async () => {
  const runs = [open().cache, open().cache];
  const ids = Array.from({ length: 100 }, (_, id) => id);

  await Promise.all(
    runs.flatMap((cache, run) =>
      ids.map((id) => cache.write("dashboard", id, "a", { id, text: "x".repeat(run * 10_000) })),
    ),
  );

  const read = await Promise.all(ids.map((id) => open().cache.read("dashboard", id, "a")));
  expect(read.map((each) => each?.["id"])).toEqual(ids);
  expect(await readdir(join(folder, "dashboard"))).toHaveLength(ids.length);
});

test("what is of objects that are gone goes, and so does what a killed run left half-written", async () => {
  const { cache } = open();
  for (const id of [1, 2, 3]) await cache.write("dashboard", id, "a", { id });
  await cache.write("card", 9, "a", { id: 9 });
  for (const name of ["old", "new"]) await writeFile(`${fileOf(1)}.${name}`, "");
  const [old, young] = [clock / 1000 - 7200, clock / 1000];
  await utimes(`${fileOf(1)}.old`, old, old);
  await utimes(`${fileOf(1)}.new`, young, young);

  await cache.retain("dashboard", new Set([1, 3]));

  expect((await readdir(join(folder, "dashboard"))).sort()).toEqual([
    "1.json.gz",
    "1.json.gz.new",
    "3.json.gz",
  ]);
  expect(await cache.read("card", 9, "a")).toEqual({ id: 9 });
});

test("a folder that cannot be written is one warning that names the setting, and no error", async () => {
  await writeFile(join(folder, "file"), "");
  const { cache, warnings } = open(join(folder, "file"));

  await cache.write("dashboard", 7, "a", detail);
  await cache.write("dashboard", 8, "a", detail);

  expect(await cache.read("dashboard", 7, "a")).toBeUndefined();
  expect(warnings().match(/cache_dir/g)).toHaveLength(1);
});
