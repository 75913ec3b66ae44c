import { parseArgs } from "node:util";
import { METABASE_VERSIONS, type MetabaseOptions, type MetabaseVersion } from "./options.ts";
import type { Fault } from "./server/faults.ts";

/** What `npm run sandbox -- --help` prints. */
export const USAGE = `A sample Metabase server on 127.0.0.1.

  --version V        ${METABASE_VERSIONS.join(", ")} or newest (newest)
  --edition E        oss, enterprise (oss)
  --cards N          questions, models and metrics (120)
  --dashboards N     (15)
  --users N          (25)
  --tables N         with four fields each (those of the sample company)
  --card-bytes N     bytes that each card is padded with (0)
  --result-rows N    rows that each question without an aggregation answers (a few)
  --seed N           same seed, same instance (1)
  --latency MS       how long every answer takes at least (0)
  --port N           0 = any free one (0)
  --base-path PATH   as behind a reverse proxy (none)
  --faults JSON      [{"path":"/api/card","kind":"status","status":503,"times":2}]; "pattern" instead of "path" is
                     a regular expression on path and query; kinds: status, reset, truncate, slow, html, redirect,
                     throttle
  --replay DIR       serve the answers that a folder keeps; any login and any key will do
  --help
`;

const NUMBERS = {
  cards: "cards",
  dashboards: "dashboards",
  users: "users",
  tables: "tables",
  "card-bytes": "cardBytes",
  "result-rows": "resultRows",
  seed: "seed",
  latency: "latencyMs",
  port: "port",
} as const;

/** A folder of recorded answers to serve in place of a sample instance. */
export interface ReplayOptions {
  readonly replay: string;
  readonly port?: number;
}

/** Reads the command line of the sample server; undefined when help was asked for. @throws {RangeError} */
export function parseCommandLine(
  args: readonly string[],
): MetabaseOptions | ReplayOptions | undefined {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      version: text,
      edition: text,
      cards: text,
      dashboards: text,
      users: text,
      tables: text,
      "card-bytes": text,
      "result-rows": text,
      seed: text,
      latency: text,
      port: text,
      "base-path": text,
      faults: text,
      replay: text,
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    return undefined;
  }
  const numbers = Object.entries(NUMBERS).flatMap(([flag, option]) => {
    const value = values[flag as keyof typeof NUMBERS];
    return value === undefined ? [] : [[option, countFrom(flag, value)]];
  });
  const { version, edition, faults, replay } = values;
  if (replay !== undefined) {
    const others = Object.keys(values).filter((flag) => flag !== "replay" && flag !== "port");
    if (others.length > 0) {
      throw new RangeError(`--replay goes with --port only, not with --${others.join(", --")}`);
    }
    return { replay, ...Object.fromEntries(numbers) };
  }
  return {
    ...(version !== undefined && { version: versionFrom(version) }),
    ...(edition !== undefined && { edition: editionFrom(edition) }),
    ...(values["base-path"] !== undefined && { basePath: values["base-path"] }),
    ...(faults !== undefined && { faults: faultsFrom(faults) }),
    ...Object.fromEntries(numbers),
  };
}

function countFrom(flag: string, value: string): number {
  if (!/^\d+$/.test(value)) {
    throw new RangeError(`--${flag} takes a whole number, not ${JSON.stringify(value)}`);
  }
  return Number(value);
}

function versionFrom(value: string): MetabaseVersion | "newest" {
  const version = METABASE_VERSIONS.find((each) => each === value);
  if (version === undefined && value !== "newest") {
    throw new RangeError(
      `--version is one of ${METABASE_VERSIONS.join(", ")} or newest, not ${JSON.stringify(value)}`,
    );
  }
  return version ?? "newest";
}

function editionFrom(value: string): "oss" | "enterprise" {
  if (value !== "oss" && value !== "enterprise") {
    throw new RangeError(`--edition is oss or enterprise, not ${JSON.stringify(value)}`);
  }
  return value;
}

function faultsFrom(text: string): Fault[] {
  const faults = JSON.parse(text) as readonly (Fault & { readonly pattern?: string })[];
  return faults.map(({ pattern, ...fault }) =>
    pattern === undefined ? fault : { ...fault, path: new RegExp(pattern) },
  );
}
