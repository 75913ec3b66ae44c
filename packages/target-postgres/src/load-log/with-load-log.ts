import type { ProgramContext } from "@singer-metabase/singer-protocol";
import { describeFailure } from "../describe-failure.ts";
import type { Connection } from "../postgres.ts";
import type { StateWriter } from "../state/state-writer.ts";
import type { LoadLog, RunEnd } from "./load-log.ts";

/** What a run's log is made of. */
export interface LoadLogOptions {
  readonly loadLog: LoadLog;
  readonly connection: Connection;
  readonly states: Pick<StateWriter, "written">;
  readonly context: Pick<ProgramContext, "signal" | "logger" | "redactor">;
}

/**
 * Does a run and writes its log, whatever comes of it. After a failure the server may be gone: then a
 * warning has to do.
 *
 * @throws what the run throws.
 * @throws {DatabaseError} when only the log cannot be written.
 */
export async function withLoadLog(
  run: () => Promise<void>,
  { loadLog, connection, states, context }: LoadLogOptions,
): Promise<void> {
  const { signal, logger, redactor } = context;
  const write = (status: RunEnd["status"], message?: string): Promise<void> =>
    loadLog.write(connection, { status, message, state: states.written }, logger);
  try {
    await run();
  } catch (failure) {
    const message = redactor.redact((failure as Error).message);
    await write(signal.aborted ? "interrupted" : "failed", message).catch((error: Error) =>
      logger.warn(`the load log lacks this run: ${error.message}`),
    );
    throw failure;
  }
  await write("success").catch((error: unknown) => {
    throw describeFailure("cannot write the load log", error);
  });
}
