import type { LogEntry } from "./log-entry.ts";
import type { Redactor } from "./redactor.ts";

/** A log line for people: time, level, program, message, facts. */
export function formatTextLine(entry: LogEntry, redactor: Redactor): string {
  const { stream_name, ...facts } = entry.facts;
  const time = entry.time.toISOString().slice(11, 19);
  const level = entry.level.toUpperCase().padEnd(7);
  const stream = stream_name === undefined ? "" : `${stream_name}: `;
  const tail = Object.entries(facts).map(([name, fact]) => ` ${name}=${toText(fact)}`);
  const told = `${stream}${entry.message}${tail.join("")}`.replaceAll(/\s*\n\s*/g, " ");
  const stack = entry.stack === undefined ? "" : `\n${entry.stack}`;
  return `${time} ${level} ${entry.appName} ${redactor.redact(`${told}${stack}`)}`;
}

function toText(fact: unknown): string {
  return typeof fact === "string" ? fact : (JSON.stringify(fact) ?? String(fact));
}
