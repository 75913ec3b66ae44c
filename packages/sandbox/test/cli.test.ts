import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const SOURCE = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", SOURCE, ...args]);
  onTestFinished(() => {
    child.kill();
  });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  return child;
}

test("the program says where it is and who may log in, answers, and ends on a signal", async () => {
  const child = start("--version", "0.57", "--edition", "enterprise");
  const [line] = await once(child.stdout, "data");
  const { url, accounts, keys } = JSON.parse(line);

  const response = await fetch(`${url}/api/setting/version`, {
    headers: { "x-api-key": keys.admin },
  });
  const version = await response.json();
  child.kill("SIGTERM");
  const [exitCode] = await once(child, "exit");

  expect(version).toMatchObject({ tag: expect.stringMatching(/^v1\.57\./) });
  expect(accounts.admin.email).toBe("admin@example.com");
  expect(exitCode).toBe(0);
});

test("npm's script ends with the shell that npm runs it in", async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  const script = scripts.sandbox.replace("node scripts/set-up.mjs", "true");
  const PATH = `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`;
  const shell = spawn("sh", ["-c", script], { cwd: ROOT, env: { ...process.env, PATH } });
  const [line] = await once(shell.stdout.setEncoding("utf8"), "data");
  const { url } = JSON.parse(line);

  shell.kill("SIGTERM");
  await once(shell, "exit");

  await expect(fetch(`${url}/api/health`)).rejects.toThrow("fetch failed");
});

test("the program serves a folder of answers in place of an instance", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sandbox-replay-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, "card.json"), "[]");
  const child = start("--replay", directory);
  const [line] = await once(child.stdout, "data");

  const response = await fetch(`${JSON.parse(line).url}/api/card`);

  expect(await response.json()).toEqual([]);
});

test("help is printed, and a wrong switch is one line", async () => {
  const help = start("--help");
  const wrong = start("--cards", "many");

  const [[usage], [complaint], [exitCode]] = await Promise.all([
    once(help.stdout, "data"),
    once(wrong.stderr, "data"),
    once(wrong, "exit"),
  ]);

  expect(usage).toContain("--latency MS");
  expect(complaint).toBe('sandbox: --cards takes a whole number, not "many"\n');
  expect(exitCode).toBe(1);
});
