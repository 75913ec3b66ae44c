import { describe, expect, test } from "vitest";
import { CommandLineError } from "../../src/errors.ts";
import type { Flags } from "../../src/program/flags.ts";
import { formatHelp } from "../../src/program/format-help.ts";
import { parseCommandLine } from "../../src/program/parse-command-line.ts";

const flags = {
  discover: { kind: "switch", short: "d", description: "Print the catalog." },
  catalog: { kind: "value", placeholder: "FILE", description: "Choose streams." },
  test: { kind: "optional-value", placeholder: "schema|all", bare: "all", description: "Try it." },
} as const satisfies Flags;

const nothing = {
  config: [],
  about: false,
  format: "text",
  version: false,
  help: false,
  flags: { discover: false, catalog: undefined, test: undefined },
};

describe("a command line", () => {
  test.each([
    [[], nothing],
    [["--config", "a.json"], { config: ["a.json"] }],
    [["--config=a.json"], { config: ["a.json"] }],
    [["-c", "a.json"], { config: ["a.json"] }],
    [
      ["--config", "a.json", "--config=ENV", "--config", "b.json"],
      { config: ["a.json", "ENV", "b.json"] },
    ],
    [["--config", "a.json", "--about", "--format", "json"], { about: true, format: "json" }],
    [["--about", "--format=markdown"], { about: true, format: "markdown" }],
    [["--version"], { version: true }],
    [["-h"], { help: true }],
    [
      ["--config", "a.json", "--discover", "--catalog", "c"],
      { flags: { discover: true, catalog: "c" } },
    ],
    [["-d"], { flags: { discover: true } }],
    [["--test"], { flags: { test: "all" } }],
    [["--test=schema"], { flags: { test: "schema" } }],
    [["--catalog", "one", "--catalog", "two"], { flags: { catalog: "two" } }],
    [["--catalog=--odd"], { flags: { catalog: "--odd" } }],
  ])("%j", (argv, expected) => {
    expect(parseCommandLine(argv, flags)).toMatchObject(expected);
  });

  test.each([
    [["--colour"], "unknown flag --colour; see --help"],
    [["--colour=red"], "unknown flag --colour; see --help"],
    [["-x"], "unknown flag -x; see --help"],
    [["--constructor"], "unknown flag --constructor; see --help"],
    [["a.json"], 'unexpected argument "a.json"; see --help'],
    [["--config"], "--config needs a value: FILE"],
    [["--config="], "--config needs a value: FILE"],
    [["--config", "--about"], "--config needs a value: FILE"],
    [["--discover=yes"], "--discover takes no value"],
    [["--format", "xml"], '--format must be json, markdown or text, got "xml"'],
  ])("%j is an error of one line", (argv, message) => {
    expect(() => parseCommandLine(argv, flags)).toThrow(new CommandLineError(message));
  });
});

test("the help names the program's own flags and the common ones", () => {
  const help = formatHelp({ name: "tap-x", description: "Reads x." }, flags);

  expect(help.split("\n").slice(0, 9)).toEqual([
    "Usage: tap-x [options]",
    "",
    "Reads x.",
    "",
    "Options:",
    "  -d, --discover                   Print the catalog.",
    "      --catalog FILE               Choose streams.",
    "      --test[=schema|all]          Try it.",
    "  -c, --config FILE                Settings as JSON; may be repeated, later files win. ENV reads the environment.",
  ]);
});
