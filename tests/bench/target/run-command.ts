import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** What a program took. */
export interface CommandCosts {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Peak resident memory (VmHWM), in bytes. */
  readonly peakMemory: number;
}

/**
 * Runs a program under GNU time, with a file piped into it as `cat` does.
 *
 * @throws Error with what it wrote to stderr, when it fails.
 */
export async function runCommand(
  command: readonly string[],
  input: string | undefined,
): Promise<CommandCosts> {
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-time-"));
  const report = join(folder, "report");
  try {
    // Not the shell's own word `time`, which tells nothing of memory.
    const measured = `command time -f '%U %S %M' -o "$REPORT" "$@"`;
    const script = input === undefined ? measured : `cat "$INPUT" | ${measured}`;
    const started = performance.now();
    const child = spawn("bash", ["-o", "pipefail", "-c", script, "bash", ...command], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, INPUT: input, REPORT: report },
    });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    const [log, status] = await Promise.all([text(child.stderr), closed]);
    const seconds = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${command[0]} ended with ${status}: ${log.slice(-2_000)}`);
    const [user = 0, system = 0, kilobytes = 0] = (await readFile(report, "utf8"))
      .split(" ")
      .map(Number);
    return { seconds, cpuSeconds: user + system, peakMemory: kilobytes * 1024 };
  } finally {
    await rm(folder, { recursive: true });
  }
}
