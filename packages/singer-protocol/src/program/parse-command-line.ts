import { parseArgs } from "node:util";
import { CommandLineError } from "../errors.ts";
import type { AboutFormat } from "./format-about.ts";

/** A flag of a program's own. */
export interface Flag {
  /** `switch` stands alone; `value` needs one; `optional-value` may have one, as `--flag=value`. */
  readonly kind: "switch" | "value" | "optional-value";
  readonly description: string;
  /** What the help shows for the value, for example `FILE`. */
  readonly placeholder?: string;
  /** What an `optional-value` flag means without a value. */
  readonly bare?: string;
}

/** The program's own flags by their long names. */
export type Flags = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F["kind"] extends "switch" ? boolean : string | undefined;

/** A command line, taken apart. */
export interface CommandLine<F extends Flags> {
  /** Paths of config files, and `ENV`, in the order given. */
  readonly config: readonly string[];
  readonly about: boolean;
  readonly format: AboutFormat;
  readonly version: boolean;
  readonly help: boolean;
  readonly flags: { readonly [Name in keyof F]: FlagValue<F[Name]> };
}

/** The flags that every Singer program has. */
const COMMON_FLAGS = {
  config: {
    kind: "value",
    placeholder: "FILE",
    description: "Settings as JSON; may be repeated, later files win. ENV reads the environment.",
  },
  about: { kind: "switch", description: "Say what the program can do and which settings it has." },
  format: {
    kind: "value",
    placeholder: "json|markdown|text",
    description: "Form of --about (default: text).",
  },
  version: { kind: "switch", description: "Print the version." },
  help: { kind: "switch", description: "Print this text." },
} as const satisfies Flags;

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
  const all: Flags = { ...flags, ...COMMON_FLAGS };
  const values = readValues(argv, all);
  const last = (name: string): string | undefined => values.get(name)?.at(-1);
  const format = last("format") ?? "text";
  if (!isAboutFormat(format)) {
    throw new CommandLineError(`--format must be json, markdown or text, got "${format}"`);
  }
  const own = Object.entries(flags).map(([name, { kind }]) => [
    name,
    kind === "switch" ? values.has(name) : last(name),
  ]);
  return {
    config: values.get("config") ?? [],
    about: values.has("about"),
    format,
    version: values.has("version"),
    help: values.has("help"),
    flags: Object.fromEntries(own) as CommandLine<F>["flags"],
  };
}

/** The answer to `--help`. */
export function formatHelp(
  program: { readonly name: string; readonly description: string },
  flags: Flags,
): string {
  const rows = Object.entries({ ...flags, ...COMMON_FLAGS } as Flags).map(([name, flag]) => {
    const value = flag.placeholder ?? "VALUE";
    const usage = { switch: "", value: ` ${value}`, "optional-value": `[=${value}]` }[flag.kind];
    return [`--${name}${usage}`, flag.description] as const;
  });
  const width = Math.max(...rows.map(([usage]) => usage.length)) + 2;
  return [
    `Usage: ${program.name} [options]`,
    "",
    program.description,
    "",
    "Options:",
    ...rows.map(([usage, description]) => `  ${usage.padEnd(width)}${description}`),
  ].join("\n");
}

function readValues(argv: readonly string[], flags: Flags): Map<string, string[]> {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    options: Object.fromEntries([
      ...Object.entries(flags).map(([name, { kind }]) => [
        name,
        { type: kind === "value" ? "string" : "boolean", ...SHORT_NAMES[name] },
      ]),
    ]),
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === "option-terminator") continue;
    if (token.kind === "positional") {
      throw new CommandLineError(`unexpected argument "${token.value}"; see --help`);
    }
    const flag = Object.hasOwn(flags, token.name) ? flags[token.name] : undefined;
    if (flag === undefined) {
      throw new CommandLineError(`unknown flag ${token.rawName}; see --help`);
    }
    const value = readValue(token.rawName, flag, token.value);
    values.set(token.name, [...(values.get(token.name) ?? []), value]);
  }
  return values;
}

const SHORT_NAMES: Readonly<Record<string, { readonly short: string }>> = {
  config: { short: "c" },
  help: { short: "h" },
};

function readValue(rawName: string, flag: Flag, value: string | undefined): string {
  if (flag.kind === "switch") {
    if (value !== undefined) throw new CommandLineError(`${rawName} takes no value`);
    return "";
  }
  const given = value ?? flag.bare;
  if (given === undefined || (given === "" && flag.kind === "value")) {
    throw new CommandLineError(`${rawName} needs a value (${flag.placeholder ?? "VALUE"})`);
  }
  return given;
}

function isAboutFormat(format: string): format is AboutFormat {
  return (ABOUT_FORMATS as readonly string[]).includes(format);
}
