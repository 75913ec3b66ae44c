import { expect, test } from "vitest";
import { resolveLogSettings } from "../../src/logging/resolve-log-settings.ts";

/** As Meltano writes it. */
const structured = JSON.stringify({
  version: 1,
  formatters: { structured: { "()": "singer_sdk.logging.StructuredFormatter" } },
  root: { level: "DEBUG", handlers: ["console"] },
});
const plain = JSON.stringify({ version: 1, root: { level: "ERROR" } });

const files: Readonly<Record<string, string>> = {
  structured,
  plain,
  broken: "root: {level: INFO}",
};

function resolve(env: Readonly<Record<string, string>>, isTerminal = true) {
  const readFile = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw new Error("ENOENT");
    return text;
  };
  return resolveLogSettings({ programName: "tap-x", env, isTerminal, readFile });
}

test.each([
  ["nothing is set", {}, { level: "info", format: "text" }],
  ["LOGLEVEL", { LOGLEVEL: "DEBUG" }, { level: "debug", format: "text" }],
  [
    "the program's own",
    { TAP_X_LOGLEVEL: "error", LOGLEVEL: "debug" },
    { level: "error", format: "text" },
  ],
  ["another program's", { TAP_Y_LOGLEVEL: "error" }, { level: "info", format: "text" }],
  ["Python's names", { LOGLEVEL: "CRITICAL" }, { level: "error", format: "text" }],
  ["no level's name", { LOGLEVEL: "loud" }, { level: "info", format: "text" }],
  ["Meltano's file", { SINGER_SDK_LOG_CONFIG: "structured" }, { level: "debug", format: "json" }],
  [
    "a file without the formatter",
    { SINGER_SDK_LOG_CONFIG: "plain" },
    { level: "error", format: "text" },
  ],
  [
    "a level beside a file",
    { SINGER_SDK_LOG_CONFIG: "structured", TAP_X_LOGLEVEL: "warning" },
    { level: "warning", format: "json" },
  ],
  [
    "a file that is not JSON",
    { SINGER_SDK_LOG_CONFIG: "broken" },
    { level: "info", format: "text" },
  ],
  [
    "a file that is not there",
    { SINGER_SDK_LOG_CONFIG: "none" },
    { level: "info", format: "text" },
  ],
])("at a terminal, with %s", (_, env, expected) => {
  expect(resolve(env)).toEqual(expected);
});

test("where nobody watches at a terminal, lines are JSON", () => {
  expect(resolve({}, false)).toEqual({ level: "info", format: "json" });
});
