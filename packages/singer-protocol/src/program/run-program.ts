import type { Writable } from "node:stream";
import { OutputClosedError } from "../errors.ts";
import { createLogger } from "../logging/create-logger.ts";
import type { Logger } from "../logging/logger.ts";
import { createRedactor, type Redactor } from "../logging/redactor.ts";
import { resolveLogSettings } from "../logging/resolve-log-settings.ts";
import { SignalReceived, watchSignals } from "./watch-signals.ts";

/** Everything of the outside world that a program may use. */
export interface ProgramContext {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & AsyncIterable<Buffer>;
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
  readonly name: string;
  readonly version: string;
  readonly main: (context: ProgramContext) => Promise<void>;
}

/**
 * Runs a program under the process contract of Singer: exit status 0 only when `main` resolves, 1
 * when it rejects, 128+n after a signal; one line on stderr about a failure; everything written to
 * stdout delivered before the end. A reader of stdout that goes away makes the run a failure, one
 * of stderr does not.
 */
export async function runProgram(program: Program): Promise<void> {
  const { name, main } = program;
  const { stdout, stderr, env } = process;
  const redactor = createRedactor();
  const isTerminal = stderr.isTTY === true;
  const settings = resolveLogSettings({ programName: name, env, isTerminal });
  const logger = createLogger({ output: stderr, appName: name, redactor, ...settings });

  // Nobody reads the logs any more; that is no reason to stop moving data.
  stderr.on("error", () => {});
  // The writer that was writing is told; without a listener the process would crash.
  stdout.on("error", () => {});

  const end = async (exitCode: number): Promise<never> => {
    process.exitCode = exitCode;
    await Promise.all([flush(stdout), flush(stderr)]);
    // What may still be open (an input nobody reads to its end) must not hold the process.
    process.exit();
  };
  const crash = (error: unknown): void => {
    logger.exception(error);
    void end(1);
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);

  const signals = watchSignals(process, (exitCode) => process.exit(exitCode));
  const context: ProgramContext = {
    argv: process.argv.slice(2),
    env,
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    signal: signals.signal,
    logger,
    redactor,
  };

  let exitCode = 0;
  try {
    await main(context);
  } catch (error) {
    exitCode = 1;
    report(error, signals.signal, logger);
  }
  const reason: unknown = signals.signal.reason;
  if (reason instanceof SignalReceived) exitCode = reason.exitCode;
  await end(exitCode);
}

function report(error: unknown, signal: AbortSignal, logger: Logger): void {
  if (error === signal.reason) logger.warn(signal.reason.message);
  else if (error instanceof OutputClosedError) logger.error(error.message);
  else logger.exception(error);
}

function flush(output: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (output.destroyed || output.errored) resolve();
    else output.write("", () => resolve());
  });
}
