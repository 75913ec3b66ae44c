import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "./start-server.ts";

const CLI = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

test("a run writes messages and nothing else to stdout, and ends with 0", async () => {
  const server = await startServer();

  const { status, stdout } = await finish(await start(server));

  const types = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(status).toBe(0);
  expect(types[0]).toBe("SCHEMA");
  expect(types.at(-1)).toBe("STATE");
});

test("a failure ends with 1 and one line that says why", async () => {
  const server = await startServer();

  const { status, stdout, stderr } = await finish(await start(server, { max_retries: -1 }));

  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain("max_retries");
});

test("SIGTERM in the middle ends with 143 and activates nothing more", async () => {
  const server = await startServer({ cards: 5000 });
  const tap = await start(server);
  const ended = finish(tap);
  tap.stdout?.on("data", (chunk: Buffer) => {
    if (chunk.includes('"stream":"cards"')) tap.kill("SIGTERM");
  });

  const { status, stdout } = await ended;

  expect(status).toBe(143);
  expect(stdout).not.toContain('"ACTIVATE_VERSION","stream":"cards"');
});

test("a reader that goes away ends the run with a failure and without a stack", async () => {
  const server = await startServer({ cards: 5000 });
  const tap = await start(server);
  const ended = finish(tap);

  tap.stdout?.once("data", () => tap.stdout?.destroy());
  const { status, stderr } = await ended;

  expect(status).toBe(1);
  expect(stderr).toContain("the program that reads the output");
  expect(stderr).not.toContain("node:internal");
});

async function start(
  server: SandboxMetabase,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), "tap-metabase-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const config = join(folder, "config.json");
  const base = { base_url: server.url, api_key: server.keys.admin, cache_dir: folder };
  await writeFile(config, JSON.stringify({ ...base, ...settings }));
  const flags = ["--conditions=@singer-metabase/source", "--import", "tsx"];
  const tap = spawn(process.execPath, [...flags, CLI, "--config", config], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    tap.kill("SIGKILL");
  });
  return tap;
}

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function finish(tap: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  tap.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  tap.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => tap.once("close", resolve));
  return { status, stdout, stderr };
}
