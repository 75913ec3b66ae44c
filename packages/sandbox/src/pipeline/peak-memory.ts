import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

// Runs inside the measured program. VmHWM belongs to the program alone; getrusage()'s figure, taken elsewhere than on
// Linux, includes what the process was before it became this program.
const REPORTER = `
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
process.on("exit", () => {
  let kilobytes = process.resourceUsage().maxRSS;
  try { kilobytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
  writeFileSync(join(process.env.PEAK_MEMORY_FOLDER, basename(process.argv[1])), String(kilobytes * 1024));
});`;

/** Environment that makes every Node program leave its peak memory in the folder when it ends. */
export function peakMemoryOptions(folder: string): Record<string, string> {
  const inherited = process.env["NODE_OPTIONS"] ?? "";
  return {
    NODE_OPTIONS:
      `${inherited} --import=data:text/javascript,${encodeURIComponent(REPORTER)}`.trim(),
    PEAK_MEMORY_FOLDER: folder,
  };
}

/** Gives the peak that a program left, in bytes, by the program's path. */
export async function readPeakMemory(
  folder: string,
): Promise<(program: string) => number | undefined> {
  const peaks = new Map<string, number>();
  for (const name of await readdir(folder)) {
    peaks.set(name, Number(await readFile(join(folder, name), "utf8")));
  }
  return (program) => peaks.get(basename(program));
}
