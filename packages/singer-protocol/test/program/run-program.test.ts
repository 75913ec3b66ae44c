import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";

// A real process has to start first, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

const program = fileURLToPath(new URL("./fixtures/scenarios.ts", import.meta.url));

const started: ChildProcessWithoutNullStreams[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function start(scenario: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", program, scenario], {
    env: { PATH: process.env["PATH"], ...env },
  });
  started.push(child);
  return { child, exit: once(child, "close").then(([code]) => code as number | null) };
}

/** The log lines of a program, without those that say what it is up to. */
function readLog(stderr: string): { level: string; message: string; [key: string]: unknown }[] {
  return stderr
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function run(scenario: string, env?: Readonly<Record<string, string>>) {
  const { child, exit } = start(scenario, env);
  child.stdin.end();
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, log: readLog(stderr) };
}

describe("the end", () => {
  test("is 0 without a word, and everything written arrives", async () => {
    const { code, stdout, log } = await run("write a lot and end");

    expect(code).toBe(0);
    expect(stdout).toHaveLength(545_304);
    expect(log).toEqual([]);
  });

  test("does not wait for an input that stays open", async () => {
    const { child, exit } = start("end with an input that stays open");

    expect(await text(child.stdout)).toBe("done\n");
    expect(await exit).toBe(0);
  });
});

describe("a failure", () => {
  test("is 1, one line through the redactor, and what was written before it arrives", async () => {
    const { code, stdout, log } = await run("fail as expected");

    expect(code).toBe(1);
    expect(stdout).toBe("before\n");
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({
      level: "error",
      app_name: "tap-x",
      message: "line 3: broken by ***",
      exception: { type: "MessageError", cause: { message: "***, too" } },
    });
  });

  test.each([
    ["fail in a later turn", "TypeError: nobody catches me"],
    ["fail in a promise that nobody awaits", "TypeError: nobody awaits me"],
  ])("that nobody caught is told the same way: %s", async (scenario, message) => {
    const { code, stdout, log } = await run(scenario);

    expect(code).toBe(1);
    expect(stdout).toBe("before\n");
    expect(log.map((line) => line.message)).toEqual([message]);
  });
});

test("a program that waits for what never comes has failed", async () => {
  const { code, stdout, log } = await run("wait for what never comes");

  expect(code).toBe(1);
  expect(stdout).toBe("before\n");
  expect(log.map(({ message }) => message)).toEqual([
    "Error: nothing is left to wait for, and it has not finished",
  ]);
});

describe("a signal", () => {
  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)("%s ends with %i, without calling it an error", async (signal, expected) => {
    const { child, exit } = start("stop when asked, by throwing the reason");
    const stderr = text(child.stderr);
    await once(child.stdout, "data");

    child.kill(signal);

    expect(await exit).toBe(expected);
    expect(readLog(await stderr).map(({ level }) => level)).toEqual(["warning"]);
  });

  test("SIGINT and then SIGTERM are one, and the last line arrives", async () => {
    const { child, exit } = start("stop when asked, after a last line");
    child.stderr.once("data", () => child.kill("SIGTERM"));
    child.stdout.once("data", () => child.kill("SIGINT"));

    const stdout = await text(child.stdout);

    expect(stdout).toBe("ready\nlast\n");
    expect(await exit).toBe(130);
  });

  test("lets the program finish, though a promise that nobody awaits gives up", async () => {
    const { child, exit } = start("finish its work while a forgotten promise gives up");
    child.stdout.once("data", () => child.kill("SIGTERM"));

    expect(await text(child.stdout)).toBe("ready\nlast\n");
    expect(await exit).toBe(143);
  });

  test("does not hide a failure on the way out", async () => {
    const { child, exit } = start("fail while stopping");
    const stderr = text(child.stderr);
    await once(child.stdout, "data");

    child.kill("SIGTERM");

    expect(await exit).toBe(143);
    expect(readLog(await stderr).map(({ message }) => message)).toContain(
      "line 9: could not commit",
    );
  });
});

describe("a reader that goes away", () => {
  test.each(["write lines until the reader leaves", "write without looking whether anybody reads"])(
    "from stdout makes the run a failure, told in one line: %s",
    async (scenario) => {
      const { child, exit } = start(scenario);
      const stderr = text(child.stderr);
      await once(child.stdout, "data");

      child.stdout.destroy();

      expect(await exit).toBe(1);
      const log = readLog(await stderr);
      expect(log).toHaveLength(1);
      expect(log[0]).toMatchObject({
        level: "error",
        message: expect.stringContaining("gone away"),
      });
      expect(log[0]).not.toHaveProperty("exception");
    },
  );

  test("from stderr does not stop the run", async () => {
    const { child, exit } = start("log without a reader");
    await once(child.stdout, "data");

    child.stderr.destroy();
    await once(child.stderr, "close");
    child.stdin.end("go\n");

    expect(await text(child.stdout)).toBe("done\n");
    expect(await exit).toBe(0);
  });
});

test("the level of the environment holds from the first line on", async () => {
  const { log } = await run("write a lot and end", { TAP_X_LOGLEVEL: "debug" });

  expect(log[0]).toMatchObject({ level: "debug", message: expect.stringContaining("tap-x 1.2.3") });
});

test("a password in a URL of the environment is not shown", async () => {
  const { log } = await run("tell of a proxy", { HTTPS_PROXY: "http://ada:s3cret@proxy:3128" });

  expect(log[0]?.message).toBe("through http://ada:***@proxy:3128");
});
