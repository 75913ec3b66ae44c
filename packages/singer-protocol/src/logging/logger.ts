/** From most to least talkative. */
export type LogLevel = "debug" | "info" | "warning" | "error";

/**
 * Facts that go with a message. `stream_name` has a place of its own in the log line; all others
 * stand in its `extra`.
 */
export type LogFacts = Readonly<Record<string, unknown>>;

/**
 * A measurement in the form of the Singer specification.
 * https://github.com/singer-io/getting-started/blob/master/docs/SYNC_MODE.md#metric-messages
 */
export interface Metric {
  readonly type: "counter" | "timer" | "gauge";
  /** For example `record_count`, `http_request_duration`, `sync_duration`. */
  readonly metric: string;
  /** Seconds for a timer. */
  readonly value: number;
  readonly tags: Readonly<Record<string, unknown>>;
}

/** Tells people and runners what a program does, on stderr, one line at a time. */
export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** A logger that adds these facts to all that it writes. */
  child(facts: LogFacts): Logger;
  metric(metric: Metric): void;
  /** Tells what ended the program: one line; the stack at level debug only. */
  exception(error: unknown): void;
  /** Changes the level of this logger, of its parent and of its children. */
  setLevel(level: LogLevel): void;
}
