import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** Runs a target that is written in Python, and gives the name of the exception that it failed with. */
export async function runTarget(
  program: string,
  settings: Readonly<Record<string, unknown>>,
  lines: readonly string[],
): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-peer-"));
  try {
    const config = join(folder, "config.json");
    await writeFile(config, JSON.stringify(settings));
    const child = spawn(program, ["--config", config], {
      stdio: ["pipe", "ignore", "pipe"],
      // One of them writes times of the machine's zone.
      env: { ...process.env, TZ: "UTC" },
    });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    // A program that fails stops reading.
    child.stdin.on("error", () => undefined);
    child.stdin.end(lines.map((line) => `${line}\n`).join(""));
    const [log, status] = await Promise.all([text(child.stderr), closed]);
    return status === 0 ? undefined : nameException(log);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The last line of a traceback begins with the exception's name; other lines are indented. */
function nameException(log: string): string {
  const traceback = log.slice(log.lastIndexOf("Traceback (most recent call last):"));
  return /^(?:\w+\.)*(\w+)(?::|$)/m.exec(traceback.replace(/^.*\n/, ""))?.[1] ?? log.slice(-500);
}
