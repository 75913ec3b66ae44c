import { execFileSync, spawn } from "node:child_process";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openFile } from "../../src/lines/open-file.ts";

const SOURCE = fileURLToPath(new URL("../../src/lines/open-file.ts", import.meta.url));

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "open-file-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** A named pipe, and what a program writes that does something with it. */
function startReader(code: string) {
  const path = join(folder, "pipe");
  execFileSync("mkfifo", [path]);
  const program = `import { openFile } from ${JSON.stringify(SOURCE)}; const stream = openFile(${JSON.stringify(path)}); ${code}`;
  // Not in this process: its threads would close the descriptor that the socket has closed.
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { path, output: text(child.stdout) };
}

test("a file is read to its end", async () => {
  const path = join(folder, "file");
  await writeFile(path, "all of it");

  expect(await text(openFile(path))).toBe("all of it");
});

test("a pipe is read to its end, though its writer comes later", async () => {
  const { path, output } = startReader(
    'stream.on("data", (bytes) => process.stdout.write(bytes));',
  );

  const writer = await open(path, "w");
  await writer.write("one ");
  await writer.write("two");
  await writer.close();

  expect(await output).toBe("one two");
});

test("the wait for a pipe's writer ends when the stream is destroyed", async () => {
  const { output } = startReader(
    'stream.on("close", () => console.log("closed")); setImmediate(() => stream.destroy());',
  );

  expect(await output).toBe("closed\n");
});

test("a terminal is waited for", async () => {
  const program = join(folder, "program.ts");
  await writeFile(
    program,
    `import { openFile } from ${JSON.stringify(SOURCE)};
     openFile("/dev/stdin").once("data", (bytes) => {
       console.log("read", String(bytes).trim());
       process.exit();
     }).once("error", ({ code }) => console.log(code));
     setImmediate(() => console.log("ready"));`,
  );
  const command = [process.execPath, "--import", import.meta.resolve("tsx"), program];
  // It gives the program a terminal.
  const child = spawn(
    "script",
    process.platform === "darwin"
      ? ["-q", "/dev/null", ...command]
      : ["-qec", command.join(" "), "/dev/null"],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  child.stdout.once("data", () => child.stdin.write("a line\n"));

  expect(await text(child.stdout)).toMatch(/^ready\s+a line\s+read a line\s+$/);
});

test("a file that is not there, and a folder, are told at once", () => {
  expect(() => openFile(join(folder, "none"))).toThrow("ENOENT");
  expect(() => openFile(folder)).toThrow(
    expect.objectContaining({ message: `${folder} is a folder`, code: "EISDIR" }),
  );
});
