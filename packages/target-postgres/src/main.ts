import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import {
  answerCommonFlags,
  loadSettings,
  type ProgramContext,
  parseCommandLine,
  writeText,
} from "@singer-metabase/singer-protocol";
import { describeProgram, flags, programName } from "./about.ts";
import { checkSettings, readableSettings } from "./check-settings.ts";
import { readConnectionOptions } from "./connection-options.ts";
import { describeFailure } from "./describe-failure.ts";
import { ConfigurationError } from "./errors.ts";
import { connect } from "./postgres.ts";
import { runTarget } from "./run-target.ts";
import type { Settings } from "./settings.ts";
import { testConnection } from "./test-connection.ts";
import { readVersion } from "./version.ts";

/** Runs the target: what the command line asks for. Flags that need no settings look at none. */
export async function main(context: ProgramContext): Promise<void> {
  const { argv, env, stdout, redactor, logger } = context;
  const commandLine = parseCommandLine(argv, flags);
  const answer = answerCommonFlags(commandLine, describeProgram(readVersion()), flags);
  if (answer !== undefined) return writeText(stdout, answer);
  const settings = await loadSettings<Settings>({
    programName,
    schema: readableSettings,
    configArguments: commandLine.config,
    env,
    redactor,
    logger,
  });
  checkSettings(settings);
  const options = await readConnectionOptions(settings);
  redactor.add(options.password);
  const connection = await connect(options).catch((error: unknown) => {
    const place = `${options.host}:${options.port}/${options.database}`;
    throw describeFailure(`cannot connect to ${place} as ${options.user}`, error);
  });
  try {
    if (commandLine.flags.test) {
      return await writeText(stdout, await testConnection(connection, settings));
    }
    const file = commandLine.flags.input;
    const input = file === undefined ? context.stdin : await openInput(file);
    await runTarget({ connection, connect: () => connect(options), settings, input, context });
  } finally {
    await connection.close();
  }
}

async function openInput(file: string): Promise<Readable> {
  try {
    return (await open(file)).createReadStream();
  } catch (cause) {
    throw new ConfigurationError(`--input: ${(cause as Error).message}`, { cause });
  }
}
