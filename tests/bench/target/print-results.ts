import { statSync } from "node:fs";
import { loadavg } from "node:os";
import type { CommandCosts } from "./run-command.ts";
import type { ServerCosts } from "./server-costs.ts";

/** One run of one program. */
export interface Measurement extends CommandCosts {
  readonly server: ServerCosts;
}

/** All runs over one shape of input, by what was done. */
export interface Results {
  readonly name: string;
  readonly records: number;
  /** The file of the first load. */
  readonly input: string;
  readonly results: ReadonlyMap<string, readonly Measurement[]>;
}

const MEGABYTE = 1024 * 1024;

/** A table in Markdown: medians, ratios to psql, and the highest peak of memory. */
export function formatResults({ name, records, input, results }: Results): string {
  const bytes = statSync(input).size;
  const reference = median(results.get("psql \\copy") ?? [], ({ seconds }) => seconds);
  const rows = [...results].map(([what, runs]) => {
    const seconds = median(runs, (run) => run.seconds);
    const server = median(runs, (run) => run.server.cpuSeconds ?? Number.NaN);
    return [
      what,
      seconds.toFixed(2),
      (seconds / reference).toFixed(2),
      Math.round(records / seconds),
      (bytes / MEGABYTE / seconds).toFixed(1),
      median(runs, (run) => run.cpuSeconds).toFixed(2),
      Number.isNaN(server) ? "" : server.toFixed(2),
      Math.round(Math.max(...runs.map((run) => run.peakMemory)) / MEGABYTE),
      Math.round(median(runs, (run) => run.server.walBytes) / MEGABYTE),
      median(runs, (run) => run.server.deadRows),
    ];
  });
  const header = [
    "",
    "s",
    "ratio",
    "records/s",
    "MB/s",
    "CPU s",
    "server CPU s",
    "peak MB",
    "WAL MB",
    "dead rows",
  ];
  const lines = [header, header.map((_, column) => (column === 0 ? ":--" : "--:")), ...rows];
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(", ");
  return [
    `${name}: ${records} records, ${Math.round(bytes / MEGABYTE)} MB; load average ${load}`,
    "",
    ...lines.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    "",
  ].join("\n");
}

function median<Item>(items: readonly Item[], read: (item: Item) => number): number {
  const values = items.map(read).toSorted((one, other) => one - other);
  return values[Math.floor(values.length / 2)] ?? Number.NaN;
}
