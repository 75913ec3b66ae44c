import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { type ProgramCosts, programCostsOptions, readProgramCosts } from "./program-costs.ts";

/** A program of a pipeline: its path or name, then its arguments. */
export type Command = [string, ...string[]];

/** Two programs at work on both ends of a shell's pipe. */
export interface Pipeline {
  /** What the programs have written to stderr so far. */
  readonly logs: { readonly tap: string; readonly target: string };
  /** Resolves when the program has written a line to stderr that matches; rejects when it ends without. */
  logged(program: ProgramRole, pattern: RegExp): Promise<void>;
  /** Sends a signal to one of the two; nothing happens when it has ended. */
  kill(program: ProgramRole, signal: NodeJS.Signals): void;
  readonly finished: Promise<PipelineResult>;
}

/** Which end of the pipe. */
export type ProgramRole = "tap" | "target";

/** How one program of a pipeline ended. */
export interface ProgramResult {
  /** Exit status as the shell sees it: 128+n after signal n. */
  readonly status: number;
  readonly log: string;
  /** Peak resident memory, in bytes; undefined for anything but a Node program. */
  readonly peakMemory: number | undefined;
  /** Processor time; undefined where the memory is. */
  readonly cpuSeconds: number | undefined;
}

/** How a pipeline ended. */
export interface PipelineResult {
  readonly tap: ProgramResult;
  readonly target: ProgramResult;
  /** Node processes that the two started, by the name of their file; each counts for itself. */
  readonly helpers: ReadonlyMap<string, ProgramCosts>;
  /** The target's stdout: Singer state, a line each. */
  readonly output: string;
  readonly seconds: number;
}

// File descriptors: 1 the target's stdout, 3 and 4 both programs' stderr, 5 reports of this script.
const SCRIPT = `
set -o pipefail
count=$1; shift
{ echo "tap $BASHPID" >&5; exec "\${@:1:count}" 2>&3 3>&- 4>&- 5>&-; } |
{ echo "target $BASHPID" >&5; exec "\${@:count+1}" 2>&4 3>&- 4>&- 5>&-; }
echo "status \${PIPESTATUS[*]}" >&5
`;

/** Starts `tap | target` in bash, so that both are joined by a true pipe, as users join them. */
export async function startPipeline(
  tap: Command,
  target: Command,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Pipeline> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-pipeline-"));
  const shell = spawn("bash", ["-c", SCRIPT, "bash", String(tap.length), ...tap, ...target], {
    stdio: ["ignore", "pipe", "ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment, ...programCostsOptions(folder) },
  });
  const output = collect(shell, 1);
  const logs = { tap: collect(shell, 3), target: collect(shell, 4) };
  const reports = collect(shell, 5);
  const closed = new Promise<void>((resolve, reject) => {
    shell.once("error", reject);
    shell.once("close", () => resolve());
  });

  return {
    get logs() {
      return { tap: logs.tap.text, target: logs.target.text };
    },
    logged: (program, pattern) => logs[program].includes(pattern),
    kill(program, signal) {
      const pid = new RegExp(`^${program} (\\d+)$`, "m").exec(reports.text)?.[1];
      if (pid !== undefined && !/^status/m.test(reports.text)) process.kill(Number(pid), signal);
    },
    finished: closed.then(async () => {
      const [, tapStatus, targetStatus] = /^status (\d+) (\d+)$/m.exec(reports.text) ?? [];
      const costs = new Map(await readProgramCosts(folder));
      await rm(folder, { recursive: true, force: true });
      const takeResult = (program: string, status: unknown, log: string): ProgramResult => {
        const name = basename(program);
        const { peakMemory, cpuSeconds } = costs.get(name) ?? {};
        costs.delete(name);
        return { status: Number(status), log, peakMemory, cpuSeconds };
      };
      return {
        tap: takeResult(tap[0], tapStatus, logs.tap.text),
        target: takeResult(target[0], targetStatus, logs.target.text),
        helpers: costs,
        output: output.text,
        seconds: (performance.now() - started) / 1000,
      };
    }),
  };
}

/** Runs `tap | target` to its end. */
export async function runPipeline(
  ...options: Parameters<typeof startPipeline>
): Promise<PipelineResult> {
  return (await startPipeline(...options)).finished;
}

function collect(shell: ChildProcess, descriptor: number) {
  const stream = shell.stdio[descriptor] as Readable;
  const collected = {
    text: "",
    includes: (pattern: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (pattern.test(collected.text)) resolve();
        };
        stream.on("data", look);
        stream.once("end", () => reject(new Error(`ended without ${pattern}: ${collected.text}`)));
        look();
      }),
  };
  stream.setEncoding("utf8").on("data", (text: string) => {
    collected.text += text;
  });
  return collected;
}
