import {
  type Catalog,
  formatAbout,
  formatHelp,
  loadSettings,
  type ProgramContext,
  parseCatalog,
  parseCommandLine,
} from "@singer-metabase/singer-protocol";
import { describeProgram, flags, programName } from "./about.ts";
import { discover } from "./discovery/discover.ts";
import { readJsonFile } from "./read-json-file.ts";
import { type Settings, settingsSchema } from "./settings.ts";
import { streams } from "./streams/index.ts";
import { sync } from "./sync/sync.ts";
import { testConnection } from "./test-connection/test-connection.ts";
import { readVersion } from "./version.ts";
import { writeText } from "./write-text.ts";

/**
 * Runs the tap: what the command line asks for, on the streams it is handed. Flags that need no
 * settings look at none.
 */
export async function main(context: ProgramContext): Promise<void> {
  const { argv, env, stdout, redactor, logger } = context;
  const commandLine = parseCommandLine(argv, flags);
  const program = describeProgram(readVersion());
  if (commandLine.help) return writeText(stdout, formatHelp(program, flags));
  if (commandLine.version) return writeText(stdout, `${program.name} ${program.version}`);
  if (commandLine.about) return writeText(stdout, formatAbout(program, commandLine.format));
  if (commandLine.flags.discover) {
    // Indented: Meltano refuses lines of more than 64 KiB.
    return writeText(stdout, JSON.stringify(discover(streams), undefined, 2));
  }
  const settings = await loadSettings<Settings>({
    programName,
    schema: settingsSchema,
    configArguments: commandLine.config,
    env,
    redactor,
    logger,
  });
  if (commandLine.flags.test !== undefined) return testConnection(settings, context);
  return sync({
    settings,
    catalog: (await readCatalog(commandLine.flags)) ?? discover(streams),
    state: await readState(commandLine.flags),
    context,
  });
}

async function readCatalog({
  catalog,
  properties,
}: {
  readonly catalog: string | undefined;
  readonly properties: string | undefined;
}): Promise<Catalog | undefined> {
  if (catalog !== undefined) return parseCatalog(await readJsonFile("catalog", catalog));
  if (properties !== undefined) return parseCatalog(await readJsonFile("properties", properties));
  return undefined;
}

async function readState({ state }: { readonly state: string | undefined }): Promise<unknown> {
  return state === undefined ? {} : readJsonFile("state", state);
}
