import { execFileSync } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAbortSignal } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFile } from "../../src/lines/open-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-file-"));
});
afterEach(() => rm(folder, { recursive: true }));

function makePipe(): string {
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  return path;
}

test("a file is read to its end", async () => {
  const path = join(folder, "file");
  await writeFile(path, "all of it");

  expect(await text(openFile(path))).toBe("all of it");
});

test("a pipe is read to its end, though its writer comes later", async () => {
  const path = makePipe();
  const reading = text(openFile(path));

  const writer = await open(path, "w");
  await writer.write("one ");
  await writer.write("two");
  await writer.close();

  expect(await reading).toBe("one two");
});

test("the wait for a pipe's writer ends when the stream is destroyed", async () => {
  const controller = new AbortController();
  const reading = text(addAbortSignal(controller.signal, openFile(makePipe())));

  controller.abort();

  await expect(reading).rejects.toThrow("aborted");
});

test("a file that is not there, and a folder, are told at once", () => {
  expect(() => openFile(join(folder, "none"))).toThrow("ENOENT");
  expect(() => openFile(folder)).toThrow(`${folder} is a folder`);
});
