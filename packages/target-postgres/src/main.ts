import { homedir } from "node:os";
import { addAbortSignal } from "node:stream";
import {
  answerCommonFlags,
  isPipe,
  loadSettings,
  openFile,
  type ProgramContext,
  parseCommandLine,
  readPipe,
  writeText,
} from "@singer-metabase/singer-protocol";
import { describeProgram, flags, programName } from "./about.ts";
import { checkSettings, reportIdleSettings } from "./check-settings.ts";
import { loadTunnel } from "./connection/load-tunnel.ts";
import { readConnectionOptions } from "./connection-options.ts";
import { describeFailure } from "./describe-failure.ts";
import { ConfigurationError } from "./errors.ts";
import { type Connection, type ConnectionOptions, connect } from "./postgres.ts";
import { readRunSql, runSql } from "./run-sql.ts";
import { runTarget } from "./run-target.ts";
import { Session } from "./session.ts";
import {
  completeSettings,
  type ReadSettings,
  readableSettings,
} from "./settings/complete-settings.ts";
import { loadMapper } from "./stream-maps/load-mapper.ts";
import { testConnection } from "./test-connection.ts";
import { readVersion } from "./version.ts";

/** Runs the target: what the command line asks for. Flags that need no settings look at none. */
export async function main(context: ProgramContext): Promise<void> {
  const { argv, env, stdout, redactor, logger } = context;
  const commandLine = parseCommandLine(argv, flags);
  const answer = answerCommonFlags(commandLine, describeProgram(readVersion()), flags);
  if (answer !== undefined) return writeText(stdout, answer);
  const given = await loadSettings<ReadSettings>({
    programName,
    schema: readableSettings,
    configArguments: commandLine.config,
    env,
    redactor,
    logger,
  });
  const settings = completeSettings(given);
  if (settings.log_level !== undefined) logger.setLevel(settings.log_level);
  checkSettings(given, settings);
  reportIdleSettings(given, logger);
  const mapper = await loadMapper(settings);
  const surroundings = { env, home: homedir() };
  const tunnel = await loadTunnel(settings.ssh_tunnel, surroundings, logger);
  const options = {
    ...(await readConnectionOptions(settings, surroundings)),
    ...(tunnel && { tunnel }),
  };
  redactor.add(options.password);
  const before = await readRunSql(settings, "before");
  const after = await readRunSql(settings, "after");
  const openSession = () =>
    Session.open({
      open: before.length > 0 ? openOnce(options) : () => connect(options),
      retryForMs: settings.retry_for_seconds * 1_000,
      signal: context.signal,
      logger,
    });
  const connection = await openSession().catch(async (error: unknown) => {
    await tunnel?.close();
    const place = `${options.host}:${options.port}/${options.database}`;
    throw describeFailure(`cannot connect to ${place} as ${options.user}`, error);
  });
  try {
    await runSql(connection, before);
    if (commandLine.flags.test) {
      return await writeText(stdout, await testConnection(connection, settings));
    }
    const file = commandLine.flags.input;
    const input = file === undefined ? readInput(context) : openInput(file, context);
    await runTarget({ connection, connect: openSession, settings, mapper, input, context });
    await runSql(connection, after);
  } finally {
    await connection.close();
    await tunnel?.close();
  }
}

/** SQL that ran before everything else ran in one session, and may be no SQL to run twice. */
function openOnce(options: ConnectionOptions): () => Promise<Connection> {
  let wasOpened = false;
  return async () => {
    if (wasOpened) throw new Error("before_run_sql ran in the session that was lost");
    wasOpened = true;
    return connect(options);
  };
}

function readInput(context: ProgramContext): AsyncIterable<Uint8Array> {
  const { stdinDescriptor, signal } = context;
  return stdinDescriptor !== undefined && isPipe(stdinDescriptor)
    ? readPipe(stdinDescriptor, signal)
    : addAbortSignal(signal, context.stdin);
}

function openInput(
  file: string,
  { signal }: Pick<ProgramContext, "signal">,
): AsyncIterable<Uint8Array> {
  try {
    return addAbortSignal(signal, openFile(file));
  } catch (cause) {
    throw new ConfigurationError(`--input: ${(cause as Error).message}`, { cause });
  }
}
