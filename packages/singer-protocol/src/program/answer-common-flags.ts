import type { Flags } from "./flags.ts";
import { formatAbout, type ProgramDescription } from "./format-about.ts";
import { formatHelp } from "./format-help.ts";
import type { CommandLine } from "./parse-command-line.ts";

/**
 * The text that answers `--help`, `--version` or `--about`, none of which needs a valid
 * configuration; undefined when the command line asks for none of them.
 */
export function answerCommonFlags<F extends Flags>(
  commandLine: CommandLine<F>,
  program: ProgramDescription,
  flags: F,
): string | undefined {
  if (commandLine.help) return formatHelp(program, flags);
  if (commandLine.version) return `${program.name} ${program.version}`;
  if (commandLine.about) return formatAbout(program, commandLine.format);
  return undefined;
}
