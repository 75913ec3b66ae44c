import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../../src/lines/read-pipe.ts", import.meta.url));

/** A program that reads its stdin and tells what it found. */
function start(program: string) {
  const code = `import { isPipe, readPipe } from ${JSON.stringify(SOURCE)}; import { createHash } from "node:crypto"; ${program}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { child, output: text(child.stdout) };
}

const HASH = `
  const hash = createHash("sha256");
  let turns = 0;
  for await (const chunk of readPipe(0, new AbortController().signal)) {
    hash.update(chunk);
    // Others are at work between two chunks.
    if ((turns += 1) % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  // As text: a value is coloured where FORCE_COLOR is set.
  console.log(isPipe(0) + " " + hash.digest("hex"));`;

test("every byte of a pipe arrives, in its order", async () => {
  const { createHash } = await import("node:crypto");
  const bytes = Buffer.alloc(3_000_000);
  for (let index = 0; index < bytes.length; index += 4) bytes.writeUInt32LE(index, index);
  const { child, output } = start(HASH);

  child.stdin.end(bytes);

  const digest = createHash("sha256").update(bytes).digest("hex");
  expect(await output).toBe(`true ${digest}\n`);
});

test("an empty pipe has no chunks", async () => {
  const { child, output } = start(
    `for await (const chunk of readPipe(0, new AbortController().signal)) console.log(chunk.length); console.log("end");`,
  );

  child.stdin.end();

  expect(await output).toBe("end\n");
});

test("a signal ends the reading of a pipe that stays open", async () => {
  const { output } = start(`
    const controller = new AbortController();
    setImmediate(() => controller.abort(new Error("told to stop")));
    try { for await (const _ of readPipe(0, controller.signal)); } catch (error) { console.log(error.message); }`);

  expect(await output).toBe("told to stop\n");
});
