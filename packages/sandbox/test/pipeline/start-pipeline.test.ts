import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runPipeline, startPipeline } from "../../src/index.ts";

test("the second program reads what the first one writes, and both ends are reported", async () => {
  const result = await runPipeline(
    ["bash", "-c", "echo hello; echo from the tap >&2; exit 3"],
    ["bash", "-c", "tr a-z A-Z; echo from the target >&2"],
  );

  expect(result).toMatchObject({
    output: "HELLO\n",
    tap: { status: 3, log: "from the tap\n" },
    target: { status: 0, log: "from the target\n" },
  });
});

test("arguments and variables arrive as they are", async () => {
  const result = await runPipeline(
    ["printf", "%s\n", "a b", "$X", "'"],
    ["bash", "-c", 'cat; echo "$X"'],
    { X: "1" },
  );

  expect(result.output).toBe("a b\n$X\n'\n1\n");
});

test("one of the two can be killed while the other goes on to its end", async () => {
  const pipeline = await startPipeline(
    ["bash", "-c", "echo first; echo ready >&2; exec sleep 60"],
    ["cat"],
  );

  await pipeline.logged("tap", /ready/);
  pipeline.kill("tap", "SIGKILL");

  expect(await pipeline.finished).toMatchObject({
    output: "first\n",
    tap: { status: 137 },
    target: { status: 0 },
  });
});

test("waiting for a line that never comes is an error", async () => {
  const pipeline = await startPipeline(["true"], ["cat"]);

  await expect(pipeline.logged("tap", /ready/)).rejects.toThrow(/ended without/);
  await pipeline.finished;
});

/** Makes Node programs of code. */
async function createPrograms() {
  const folder = await mkdtemp(join(tmpdir(), "peak-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return async (name: string, code: string): Promise<[string]> => {
    const path = join(folder, name);
    await writeFile(path, `#!/usr/bin/env node\n${code}`);
    await chmod(path, 0o755);
    return [path];
  };
}

test("peak memory is each program's own, not that of the process which started it", async () => {
  const write = await createPrograms();

  const { tap, target } = await runPipeline(
    await write("small.mjs", ""),
    await write("large.mjs", "globalThis.kept = Buffer.alloc(100 << 20, 1);"),
  );

  expect((target.peakMemory ?? 0) - (tap.peakMemory ?? 0)).toBeGreaterThan(90 << 20);
  expect(tap.peakMemory).toBeGreaterThan(20 << 20);
  expect(tap.peakMemory).toBeLessThan(90 << 20);
});

test("what a program starts is counted apart", async () => {
  const write = await createPrograms();
  const [helper] = await write("helper.mjs", "globalThis.kept = Buffer.alloc(100 << 20, 1);");
  const spawn = `import { spawnSync } from "node:child_process"; spawnSync(${JSON.stringify(helper)});`;

  const { tap, target, helpers } = await runPipeline(await write("tap.mjs", spawn), ["cat"]);

  expect([...helpers.keys()]).toEqual(["helper.mjs"]);
  expect(helpers.get("helper.mjs")?.peakMemory).toBeGreaterThan(100 << 20);
  expect(tap.peakMemory).toBeLessThan(90 << 20);
  expect(tap.cpuSeconds).toBeGreaterThan(0);
  expect(target.cpuSeconds).toBeUndefined();
});
