import type { Writable } from "node:stream";
import { describeException } from "./describe-exception.ts";
import { formatJsonLine } from "./format-json-line.ts";
import { formatTextLine } from "./format-text-line.ts";
import type { LogEntry } from "./log-entry.ts";
import type { LogFacts, Logger, LogLevel } from "./logger.ts";
import type { Redactor } from "./redactor.ts";

/** Where and how a logger writes. */
export interface LoggerOptions {
  readonly output: Writable;
  /** `json` for runners, with the Singer SDK's keys; `text` for people. */
  readonly format: "json" | "text";
  readonly level: LogLevel;
  /** The program's name. */
  readonly appName: string;
  readonly redactor: Redactor;
  readonly now?: () => Date;
  readonly pid?: number;
}

const SEVERITY: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warning: 2, error: 3 };

/** A logger that writes whole lines, each passed through the redactor. */
export function createLogger(options: LoggerOptions): Logger {
  const { output, format, appName, redactor, now = () => new Date(), pid = process.pid } = options;
  const formatLine = format === "json" ? formatJsonLine : formatTextLine;
  let threshold = options.level;

  const isShown = (level: LogLevel): boolean => SEVERITY[level] >= SEVERITY[threshold];

  const write = (entry: Omit<LogEntry, "time" | "pid" | "appName">): void => {
    if (!isShown(entry.level)) return;
    output.write(`${formatLine({ ...entry, time: now(), pid, appName }, redactor)}\n`);
  };

  const bind = (bound: LogFacts): Logger => {
    const log =
      (level: LogLevel) =>
      (message: string, facts?: LogFacts): void =>
        write({ level, message, facts: { ...bound, ...facts } });
    return {
      debug: log("debug"),
      info: log("info"),
      warn: log("warning"),
      error: log("error"),
      child: (facts) => bind({ ...bound, ...facts }),
      metric(metric) {
        const message = `METRIC: ${JSON.stringify(metric)}`;
        // Runners collect metrics; people at a terminal see progress instead.
        write({ level: format === "json" ? "info" : "debug", message, facts: bound, metric });
      },
      exception(error) {
        const isBug = !hasCode(error);
        const message = isBug ? String(error) : error.message;
        const isTraced = isBug || isShown("debug");
        const exception = describeException(error, { module: appName, isTraced });
        const stack = isShown("debug") && error instanceof Error ? error.stack : undefined;
        write({ level: "error", message, facts: bound, exception, stack });
      },
      setLevel(level) {
        threshold = level;
      },
    };
  };
  return bind({});
}

/**
 * Whether an error has a code: ours, the server's or the system's. One without, or with one of
 * Node's for wrong calls, is nobody's decision but a bug: its type and place tell most about it.
 */
function hasCode(error: unknown): error is Error {
  return error instanceof Error && "code" in error && !String(error.code).startsWith("ERR_");
}
