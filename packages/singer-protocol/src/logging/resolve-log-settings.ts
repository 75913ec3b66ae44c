import { readFileSync } from "node:fs";
import type { LogLevel } from "./logger.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Which lines are written, and in which form. */
export interface LogSettings {
  readonly level: LogLevel;
  readonly format: "json" | "text";
}

/** Python's names of levels, which runners and people use, too. */
const LEVELS: ReadonlyMap<string, LogLevel> = new Map([
  ["trace", "debug"],
  ["debug", "debug"],
  ["info", "info"],
  ["warn", "warning"],
  ["warning", "warning"],
  ["error", "error"],
  ["critical", "error"],
  ["fatal", "error"],
]);

/** The level that a name stands for, in any case; undefined for another text. */
export function parseLogLevel(name: string | undefined): LogLevel | undefined {
  return LEVELS.get(name?.toLowerCase() ?? "");
}

/**
 * How a program logs before it has read its settings. `<PROGRAM>_LOGLEVEL` comes first, then
 * `LOGLEVEL`, then `root.level` of the file that `SINGER_SDK_LOG_CONFIG` names. Lines are JSON when
 * that file asks for the SDK's StructuredFormatter, and whenever nobody watches at a terminal.
 */
export function resolveLogSettings(options: {
  readonly programName: string;
  readonly env: Environment;
  readonly isTerminal: boolean;
  readonly readFile?: (path: string) => string;
}): LogSettings {
  const { programName, env, isTerminal, readFile = (path) => readFileSync(path, "utf8") } = options;
  const prefix = programName.toUpperCase().replaceAll("-", "_");
  const path = env["SINGER_SDK_LOG_CONFIG"];
  const config = path ? parseConfig(path, readFile) : undefined;
  const level =
    parseLogLevel(env[`${prefix}_LOGLEVEL`]) ??
    parseLogLevel(env["LOGLEVEL"]) ??
    parseLogLevel(config?.level) ??
    "info";
  return { level, format: config?.isStructured || !isTerminal ? "json" : "text" };
}

function parseConfig(
  path: string,
  readFile: (path: string) => string,
): { level?: string; isStructured: boolean } | undefined {
  try {
    const text = readFile(path);
    const { root } = JSON.parse(text) as { root?: { level?: string } };
    return {
      ...(typeof root?.level === "string" && { level: root.level }),
      isStructured: text.includes("singer_sdk.logging.StructuredFormatter"),
    };
  } catch {
    // A log configuration that is missing or not JSON must not stop a run.
    return undefined;
  }
}
