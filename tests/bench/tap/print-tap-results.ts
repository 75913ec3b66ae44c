import { loadavg } from "node:os";
import { LATENCY_MS, type Measurement, type TapResults } from "./measure-size.ts";
import { SIZES } from "./options.ts";

const MEGABYTE = 1024 * 1024;

/** A table in Markdown: medians of times, and the highest peaks of memory; then what the second run asked for. */
export function formatTapResults(results: TapResults): string {
  const { size, measurements, leastRequests, bytes, parseRate, secondRun } = results;
  const names = [...new Set(measurements.map(({ what }) => what))];
  const rows = names.map((name) => formatRow(measurements.filter(({ what }) => what === name)));
  const header = [
    "",
    "s",
    "bound s",
    "ratio",
    "requests",
    ...CPU.map(cpuTitle),
    ...MEMORY.map(peakTitle),
  ];
  const lines = [header, header.map((_, column) => (column === 0 ? ":--" : "--:")), ...rows];
  const { cards, dashboards } = SIZES[size];
  const load = loadavg().map((value) => value.toFixed(1));
  return [
    `${cards} cards and ${dashboards} dashboards, ${LATENCY_MS} ms an answer; load average ${load.join(", ")}`,
    `at least ${leastRequests} requests; answers of ${megabytes(bytes)} MB at ${megabytes(parseRate)} MB/s of JSON.parse: ${(bytes / parseRate).toFixed(1)} s`,
    "",
    ...lines.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    formatSecondRun(secondRun),
    "",
    "",
  ].join("\n");
}

const CPU = ["tap", "SQL parser", "target", "PostgreSQL", "Metabase"] as const;
const MEMORY = ["tap", "SQL parser", "target"] as const;
const cpuTitle = (name: string): string => `${name} CPU s`;
const peakTitle = (name: string): string => `${name} peak MB`;

function formatRow(runs: readonly Measurement[]): readonly string[] {
  const [first] = runs;
  const seconds = median(runs.map((run) => run.seconds));
  const bound = first?.boundSeconds;
  return [
    first?.what ?? "",
    seconds.toFixed(1),
    bound?.toFixed(1) ?? "",
    bound === undefined ? "" : (seconds / bound).toFixed(2),
    String(first?.requests),
    ...CPU.map((name) => median(runs.map(({ cpu }) => cpu[name] ?? Number.NaN)).toFixed(1)),
    ...MEMORY.map((name) =>
      megabytes(Math.max(...runs.map(({ memory }) => memory[name] ?? Number.NaN))),
    ),
  ].map((cell) => (cell === "NaN" ? "" : cell));
}

function formatSecondRun({ lists, details, discoveryDetails }: TapResults["secondRun"]): string {
  const again = details[1] + discoveryDetails;
  const share = ((100 * again) / details[0]).toFixed(1);
  return `second run, 1 % of cards and dashboards edited: ${lists[1]} list requests (first ${lists[0]}), ${details[1]} details and ${discoveryDetails} in discovery (first ${details[0]}): ${share} %`;
}

function megabytes(bytes: number): string {
  return String(Math.round(bytes / MEGABYTE));
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
