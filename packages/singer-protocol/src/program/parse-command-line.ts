import { parseArgs } from "node:util";
import { CommandLineError } from "../errors.ts";
import { COMMON_FLAGS, type Flag, type Flags } from "./flags.ts";
import type { AboutFormat } from "./format-about.ts";

type FlagValue<F extends Flag> = F["kind"] extends "switch" ? boolean : string | undefined;

/** A command line, taken apart. */
export interface CommandLine<F extends Flags> {
  /** Paths of config files, and `ENV`, in the order given. */
  readonly config: readonly string[];
  readonly about: boolean;
  readonly format: AboutFormat;
  readonly version: boolean;
  readonly help: boolean;
  /** The program's own flags; the last one wins where one is repeated. */
  readonly flags: { readonly [Name in keyof F]: FlagValue<F[Name]> };
}

const ABOUT_FORMATS: readonly AboutFormat[] = ["json", "markdown", "text"];

/**
 * Reads a command line (without the program's name) by the ecosystem's conventions. Any
 * combination of known flags is accepted: Meltano sends `--config` with all of them.
 *
 * @throws {CommandLineError} for an unknown flag, a missing value or a stray word.
 */
export function parseCommandLine<const F extends Flags>(
  argv: readonly string[],
  flags: F,
): CommandLine<F> {
  const values = readValues(argv, { ...flags, ...COMMON_FLAGS });
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const own = Object.entries(flags).map(([name, { kind }]) => [
    name,
    kind === "switch" ? values.has(name) : last(name),
  ]);
  return {
    config: values.get("config") ?? [],
    about: values.has("about"),
    format: readFormat(last("format") ?? "text"),
    version: values.has("version"),
    help: values.has("help"),
    flags: Object.fromEntries(own) as CommandLine<F>["flags"],
  };
}

function readValues(argv: readonly string[], flags: Flags): Map<string, string[]> {
  const options = Object.entries(flags).map(([name, { kind, short }]) => [
    name,
    { type: kind === "value" ? "string" : "boolean", ...(short && { short }) },
  ]);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(options),
    // Strict would throw sentences of its own, and refuse --test=schema beside --test.
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      throw new CommandLineError(`unexpected argument "${token.value}"; see --help`);
    }
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) throw new CommandLineError(`unknown flag ${token.rawName}; see --help`);
    const isNextFlag = !token.inlineValue && token.value?.startsWith("--");
    const value = readValue(token.rawName, flag, isNextFlag ? undefined : token.value);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  return values;
}

function readValue(rawName: string, flag: Flag, value: string | undefined): string {
  if (flag.kind === "switch") {
    if (value !== undefined) throw new CommandLineError(`${rawName} takes no value`);
    return "";
  }
  const given = value || flag.bare;
  if (given === undefined) {
    throw new CommandLineError(`${rawName} needs a value: ${flag.placeholder ?? "VALUE"}`);
  }
  return given;
}

function readFormat(format: string): AboutFormat {
  const known = ABOUT_FORMATS.find((name) => name === format);
  if (known === undefined) {
    throw new CommandLineError(`--format must be json, markdown or text, got "${format}"`);
  }
  return known;
}
