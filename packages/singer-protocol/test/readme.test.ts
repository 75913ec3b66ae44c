import { execFile } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// A real process has to start first, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

// Inside the package, so that its own name resolves as it does for others.
const example = fileURLToPath(new URL("./readme-example.tmp.ts", import.meta.url));

const run = (argv: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--conditions=@singer-metabase/source", example, ...argv],
    { env: { PATH: process.env["PATH"], ...env } },
  );

beforeAll(async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const code = /```ts\n(.*?)```/s.exec(readme)?.[1];
  await writeFile(example, code ?? "");
});

afterAll(() => rm(example));

test("the README's tap writes the messages that it seems to", async () => {
  const { stdout, stderr } = await run(["--config", "ENV"], {
    TAP_EXAMPLE_TOKEN: "t0ken",
    TAP_EXAMPLE_ROWS: "2",
  });

  expect(stdout.split("\n")).toEqual([
    '{"type":"SCHEMA","stream":"numbers","schema":{"type":"object","properties":{"id":{"type":"integer"}}},"key_properties":["id"]}',
    '{"type":"RECORD","stream":"numbers","record":{"id":1}}',
    '{"type":"RECORD","stream":"numbers","record":{"id":2}}',
    '{"type":"STATE","value":{}}',
    "",
  ]);
  expect(stderr).toBe("");
});

test("the README's tap says what it needs", async () => {
  const { stdout } = await run(["--about", "--format=json"]);

  expect(JSON.parse(stdout)).toMatchObject({
    name: "tap-example",
    settings: { required: ["token"] },
  });
  await expect(run([])).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringContaining('setting \\"token\\" is missing'),
  });
});
