import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { TestSettings } from "./load.ts";

const CLI = join(import.meta.dirname, "../../src/cli.ts");

/** The target as a process of its own, with a pipe to its stdin that stays open. */
export interface RunningTarget {
  /** Writes lines into the pipe. */
  send(...lines: readonly string[]): void;
  /** Writes a text that need not be whole lines. */
  write(text: string): void;
  /** Ends the input. */
  close(): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves with the nth line of stdout, from 0; rejects when the program ends without it. */
  line(index: number): Promise<string>;
  /** Resolves when stderr matches. */
  logged(pattern: RegExp): Promise<void>;
  /** Closes the reading end of its stdout. */
  closeOutput(): void;
  readonly finished: Promise<{
    readonly status: number;
    readonly lines: readonly string[];
    readonly log: string;
  }>;
}

/** Starts the program from source, after these modules. */
export function runProgram(
  settings: TestSettings,
  args: readonly string[] = ["--config", "ENV"],
  preloaded: readonly string[] = [],
): RunningTarget {
  const imports = ["tsx", ...preloaded].flatMap((module) => ["--import", module]);
  const child = spawn(
    process.execPath,
    [...imports, "--conditions=@singer-metabase/source", CLI, ...args],
    {
      env: {
        PATH: process.env["PATH"],
        ...toEnvironment({ default_target_schema: "t", ...settings }),
      },
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  child.stdin.on("error", () => {});
  const output = watch(child, "stdout");
  const log = watch(child, "stderr");
  const finished = once(child, "close").then(([code, signal]) => ({
    // As a shell says it.
    status: code ?? 128 + constants.signals[signal as NodeJS.Signals],
    lines: output.text().split("\n").filter(Boolean),
    log: log.text(),
  }));
  return {
    send: (...lines) => void child.stdin.write(lines.map((line) => `${line}\n`).join("")),
    write: (text) => void child.stdin.write(text),
    close: () => void child.stdin.end(),
    kill: (signal) => void child.kill(signal),
    line: async (index) => {
      const lines = (): string[] => output.text().split("\n").slice(0, -1);
      await output.until(() => lines().length > index);
      return lines()[index] ?? "";
    },
    logged: (pattern) => log.until(() => pattern.test(log.text())),
    closeOutput: () => void child.stdout.destroy(),
    finished,
  };
}

/** The settings as `--config ENV` reads them. */
function toEnvironment(settings: TestSettings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        `TARGET_POSTGRES_${name.toUpperCase()}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
  );
}

function watch(child: ChildProcess, name: "stdout" | "stderr") {
  const stream = child[name];
  if (stream === null) throw new Error(`${name} is a pipe`);
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return {
    text: () => text,
    async until(isReached: () => boolean): Promise<void> {
      while (!isReached()) {
        const ended = once(stream, "close").then(() => "close" as const);
        const event = await Promise.race([once(stream, "data").then(() => "data" as const), ended]);
        if (event === "close" && !isReached()) throw new Error(`${name} ended: ${text}`);
      }
    },
  };
}
