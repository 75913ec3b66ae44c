import type { LogEntry } from "./log-entry.ts";
import type { Redactor } from "./redactor.ts";
import { stringifyFact } from "./stringify-fact.ts";

/** A log line for people: local time, level, program, message, facts. */
export function formatTextLine(entry: LogEntry, redactor: Redactor): string {
  const { stream_name, ...facts } = entry.facts;
  const time = entry.time.toTimeString().slice(0, 8);
  const level = entry.level.toUpperCase().padEnd(7);
  const stream = stream_name === undefined ? "" : `${stream_name}: `;
  const tail = Object.entries(facts)
    .filter(([, fact]) => fact !== undefined)
    .map(([name, fact]) => ` ${name}=${typeof fact === "string" ? fact : stringifyFact(fact)}`);
  const told = redactor.redact(`${stream}${entry.message}${tail.join("")}`);
  const stack = entry.stack === undefined ? [] : redactor.redact(entry.stack).split("\n");
  return [`${time} ${level} ${entry.appName} ${told}`, ...stack].map(toOneLine).join("\n");
}

/** A server's text may hold line ends, and sequences that a terminal would obey. */
function toOneLine(text: string): string {
  return text.replaceAll(/\s*\p{Cc}+\s*/gu, " ");
}
