import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../src/make-folder.ts";
import { createFolder } from "./connect.ts";

test("a folder is made with those above it, for its user alone, and may be there already", async () => {
  const folder = await createFolder();
  const made = join(folder, "a", "b");

  await makeFolder(made);
  await makeFolder(made);

  expect((await stat(join(folder, "a"))).mode & 0o777).toBe(0o700);
  expect((await stat(made)).mode & 0o777).toBe(0o700);
});

test("a place that can hold no folder is an error, and no endless attempt", async () => {
  const error = await makeFolder("/proc/nobody/sessions").catch((reason: unknown) => reason);

  expect(error).toMatchObject({ syscall: "mkdir", path: expect.stringMatching(/^\/proc\/nobody/) });
});
