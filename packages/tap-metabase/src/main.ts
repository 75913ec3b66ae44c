import {
  answerCommonFlags,
  loadSettings,
  type ProgramContext,
  parseCatalog,
  parseCommandLine,
  readJsonFile,
  readStateFile,
  type SettingsSchema,
  writeText,
} from "@singer-metabase/singer-protocol";
import { describeProgram, flags, programName } from "./about.ts";
import { discover } from "./discovery/discover.ts";
import { discoverServer } from "./discovery/discover-server.ts";
import { startRecording } from "./recording/recorder.ts";
import { type Settings, settingsSchema } from "./settings.ts";
import { streams } from "./streams/index.ts";
import { sync } from "./sync/sync.ts";
import { testConnection } from "./test-connection/test-connection.ts";
import { readVersion } from "./version.ts";

/**
 * Runs the tap: what the command line asks for, on the streams it is handed. Flags that need no
 * settings look at none.
 */
export async function main(context: ProgramContext): Promise<void> {
  const { argv, env, stdout, redactor, logger } = context;
  const commandLine = parseCommandLine(argv, flags);
  const answer = answerCommonFlags(commandLine, describeProgram(readVersion()), flags);
  if (answer !== undefined) return writeText(stdout, answer);
  const load = (schema: SettingsSchema) =>
    loadSettings<Settings>({
      ...{ programName, schema, env, redactor, logger },
      configArguments: commandLine.config,
    });
  if (commandLine.flags.discover) {
    // Runners discover before everything is set; without an address there is nobody to ask.
    const asks = !commandLine.flags.offline && commandLine.config.length > 0;
    const settings = asks ? await load({ ...settingsSchema, required: [] }) : undefined;
    const catalog = settings?.base_url
      ? await discoverServer(streams, settings, context)
      : discover(streams);
    // Indented: Meltano refuses lines of more than 64 KiB.
    return writeText(stdout, JSON.stringify(catalog, undefined, 2));
  }
  const settings = await load(settingsSchema);
  const { catalog, properties, state, test, record } = commandLine.flags;
  const recorder = record === undefined ? undefined : await startRecording(record);
  const hooks = recorder ? { onAnswer: recorder.onAnswer } : {};
  try {
    const catalogFile = catalog ?? properties;
    const input = {
      settings,
      catalog: catalogFile ? parseCatalog(await readJsonFile(catalogFile, "catalog")) : undefined,
      context,
      ...hooks,
    };
    if (test !== undefined) return await testConnection(input);
    return await sync({ ...input, state: state ? await readStateFile(state) : {} });
  } finally {
    await recorder?.finish();
    if (recorder) logger.info(`recorded into ${record}: read it through before you pass it on`);
  }
}
