import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a Node program has cost; of one that was killed, up to half a second before. */
export interface ProgramCosts {
  /** Peak resident memory, in bytes. */
  readonly peakMemory: number;
  /** Processor time, user and system, of the program without those that it started. */
  readonly cpuSeconds: number;
}

// Runs inside the measured program. VmHWM belongs to the program alone; getrusage()'s figure, taken elsewhere than on
// Linux, includes what the process was before it became this program.
const REPORTER = `
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
const folder = process.env.PROGRAM_COSTS_FOLDER;
const name = basename(process.argv[1] ?? "node") + " " + process.pid;
const report = () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  let kilobytes = maxRSS;
  try { kilobytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
  const costs = { peakMemory: kilobytes * 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
  try {
    writeFileSync(join(folder, "." + name), JSON.stringify(costs));
    renameSync(join(folder, "." + name), join(folder, name));
  } catch {}
};
setInterval(report, 500).unref();
process.on("exit", report);`;

/** Environment that makes every Node program leave its costs in the folder when it ends. */
export function programCostsOptions(folder: string): Record<string, string> {
  const inherited = process.env["NODE_OPTIONS"] ?? "";
  return {
    NODE_OPTIONS:
      `${inherited} --import=data:text/javascript,${encodeURIComponent(REPORTER)}`.trim(),
    PROGRAM_COSTS_FOLDER: folder,
  };
}

/** Gives the costs that programs left, by the program's name; of several with one name the highest peak and the sum. */
export async function readProgramCosts(folder: string): Promise<ReadonlyMap<string, ProgramCosts>> {
  const all = new Map<string, ProgramCosts>();
  for (const file of await readdir(folder)) {
    if (file.startsWith(".")) continue;
    const costs = JSON.parse(await readFile(join(folder, file), "utf8")) as ProgramCosts;
    const name = file.replace(/ \d+$/, "");
    const { peakMemory = 0, cpuSeconds = 0 } = all.get(name) ?? {};
    all.set(name, {
      peakMemory: Math.max(peakMemory, costs.peakMemory),
      cpuSeconds: cpuSeconds + costs.cpuSeconds,
    });
  }
  return all;
}
