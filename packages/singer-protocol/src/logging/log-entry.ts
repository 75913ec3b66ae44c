import type { DescribedException } from "./describe-exception.ts";
import type { LogFacts, LogLevel, Metric } from "./logger.ts";

/** Everything that one log line can say, before it is text. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly time: Date;
  readonly pid: number;
  readonly appName: string;
  readonly message: string;
  readonly facts: LogFacts;
  readonly metric?: Metric;
  readonly exception?: DescribedException;
  readonly stack?: string | undefined;
}
