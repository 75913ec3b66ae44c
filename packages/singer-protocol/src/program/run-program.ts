import type { Readable, Writable } from "node:stream";
import { OutputClosedError } from "../errors.ts";
import { toOutputError } from "../lines/to-output-error.ts";
import { createLogger } from "../logging/create-logger.ts";
import type { Logger } from "../logging/logger.ts";
import { createRedactor, type Redactor } from "../logging/redactor.ts";
import { resolveLogSettings } from "../logging/resolve-log-settings.ts";
import { registerUrlPassword } from "./register-secrets.ts";
import { SignalReceived, watchSignals } from "./watch-signals.ts";

/** Everything of the outside world that a program may use. */
export interface ProgramContext {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** Descriptor of stdin, for those who read it without touching the stream. */
  readonly stdinDescriptor?: number;
  /** Singer messages only. */
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Aborted by SIGINT and SIGTERM; its reason is a {@link SignalReceived}. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly redactor: Redactor;
}

/** A program to run. */
export interface Program {
  /** As it is typed, for example `tap-metabase`: names the log lines and the environment variables. */
  readonly name: string;
  readonly version: string;
  readonly main: (context: ProgramContext) => Promise<void>;
}

/**
 * Runs a program under Singer's process contract. The exit status is 0 only when `main` resolves, 1
 * when it rejects, 128+n after a signal. A failure is one line on stderr. Everything written to
 * stdout is delivered before the end. A reader of stdout that goes away makes the run a failure, a
 * reader of stderr does not.
 */
export async function runProgram(program: Program): Promise<void> {
  const { stdout, stderr, env } = process;
  const redactor = createRedactor();
  for (const value of Object.values(env)) registerUrlPassword(value ?? "", redactor);
  const logger = createLogger({
    output: stderr,
    appName: program.name,
    redactor,
    ...resolveLogSettings({ programName: program.name, env, isTerminal: stderr.isTTY === true }),
  });

  let outputFailure: Error | undefined;
  // Without listeners Node would crash. That nobody reads the logs is no reason to stop moving data.
  stdout.on("error", (error) => {
    outputFailure ??= toOutputError(error);
  });
  stderr.on("error", () => {});

  const { signal } = watchSignals(process, {
    onFirst: (reason) => logger.warn(`received ${reason.signal}, ending in good order`),
    endAtOnce(reason) {
      logger.error(`ended at once, not in good order (${reason.message})`);
      process.exit(reason.exitCode);
    },
  });

  const fail = (error: unknown): void => {
    process.exitCode = 1;
    if (isAbort(error, signal)) return;
    if (error instanceof OutputClosedError) outputFailure ??= error;
    else if (error !== outputFailure) logger.exception(error);
  };
  const end = async (): Promise<never> => {
    await Promise.all([flush(stdout), flush(stderr)]);
    if (outputFailure !== undefined) {
      process.exitCode = 1;
      logger.error(outputFailure.message);
      await flush(stderr);
    }
    const reason: unknown = signal.reason;
    if (reason instanceof SignalReceived) process.exitCode = reason.exitCode;
    // What is still open (an input that nobody reads to its end) must not hold the process.
    process.exit();
  };
  const crash = (error: unknown): void => {
    // `main` may still be at work on a good end, while something it no longer needs gives up.
    if (isAbort(error, signal)) return;
    fail(error);
    void end();
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
  const stall = (): void =>
    crash(new Error("nothing is left to wait for, and it has not finished"));
  // Node would end with 0 when the last timer or socket is gone, though `main` still waits.
  process.on("beforeExit", stall);

  logger.debug(`${program.name} ${program.version} on Node.js ${process.version}`);
  try {
    await program.main({
      argv: process.argv.slice(2),
      env,
      // Only on demand: to touch it is to open it.
      get stdin() {
        return process.stdin;
      },
      stdinDescriptor: 0,
      stdout,
      stderr,
      signal,
      logger,
      redactor,
    });
  } catch (error) {
    fail(error);
  }
  process.off("beforeExit", stall);
  await end();
}

/** Whether an error, or what caused it, only says that the run was asked to stop. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  let cause = error;
  for (let depth = 0; signal.aborted && depth < 5 && cause instanceof Error; depth += 1) {
    if (cause === signal.reason || cause.name === "AbortError") return true;
    cause = cause.cause;
  }
  return false;
}

function flush(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (output.destroyed || output.errored) resolve();
    else output.write("", () => resolve());
  });
}
