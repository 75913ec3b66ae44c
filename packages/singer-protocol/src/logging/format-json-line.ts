import type { LogEntry } from "./log-entry.ts";
import type { Redactor } from "./redactor.ts";
import { stringifyFact } from "./stringify-fact.ts";

/** Keys that end Meltano with a traceback when they stand in `extra`. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(["event", "level", "self", "positional_args"]);

/**
 * A log line with the keys of the Singer SDK's structured logs, which Meltano takes apart.
 * https://sdk.meltano.com/en/latest/implementation/logging.html
 */
export function formatJsonLine(entry: LogEntry, redactor: Redactor): string {
  const { stream_name, ...extra } = entry.facts;
  const { message, metric, exception } = entry;
  const told = { stream_name, message, metric_info: metric, exception };
  // Each text by itself, not the finished line: a secret of digits, or of a word like "info", would
  // else break the JSON or its keys. In `extra` the keys are the caller's, so they are texts, too.
  return JSON.stringify({
    level: entry.level,
    pid: entry.pid,
    logger_name: entry.appName,
    ts: entry.time.getTime() / 1000,
    thread_name: "MainThread",
    app_name: entry.appName,
    ...(redactValue(toPlain(told), redactor, (key) => key) as object),
    extra: redactValue(toPlain(renameReserved(extra)), redactor, (key) => redactor.redact(key)),
  });
}

function renameReserved(extra: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extra).map(([key, value]) => [RESERVED_KEYS.has(key) ? `${key}_` : key, value]),
  );
}

/** Only what JSON can hold: log calls are handed anything. */
function toPlain(value: object): unknown {
  return JSON.parse(stringifyFact(value));
}

function redactValue(value: unknown, redactor: Redactor, toKey: (key: string) => string): unknown {
  if (typeof value === "string") return redactor.redact(value);
  if (typeof value === "number") {
    const shown = redactor.redact(String(value));
    return shown === String(value) ? value : shown;
  }
  if (Array.isArray(value)) return value.map((part) => redactValue(part, redactor, toKey));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [toKey(key), redactValue(part, redactor, toKey)]),
  );
}
