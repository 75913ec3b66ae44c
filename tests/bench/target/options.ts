import { parseArgs } from "node:util";
import { SHAPES } from "./shapes.ts";

/** What is done to the table, in this order: each begins with what the one before left. */
const SITUATIONS = [
  "first load",
  "first load without _sdc_",
  "unchanged",
  "1 % changed",
  "all changed",
  "append-only",
] as const;

export type Situation = (typeof SITUATIONS)[number];

/** What `npm run bench target` measures. */
export interface BenchOptions {
  readonly shapes: readonly string[];
  readonly records: number;
  /** Each situation so many times, in turn with psql, so that a busy moment hits both. */
  readonly rounds: number;
  readonly situations: readonly Situation[];
  /** Whether each input is a version of its own, which ends with ACTIVATE_VERSION. */
  readonly versions: boolean;
  /** Folder of the peers' virtual environments. */
  readonly peers: string | undefined;
}

/** Reads the command line after `npm run bench target --`. Quick unless told otherwise. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      shape: { type: "string", multiple: true, default: ["realistic"] },
      records: { type: "string", default: "200000" },
      rounds: { type: "string", default: "3" },
      situation: { type: "string", multiple: true },
      versions: { type: "boolean", default: false },
      peers: { type: "string" },
    },
  });
  const { shape: shapes, situation, versions, peers } = values;
  for (const shape of shapes) {
    if (!(shape in SHAPES)) throw new Error(`--shape is one of ${Object.keys(SHAPES).join(", ")}`);
  }
  const situations = SITUATIONS.filter((name) => situation?.includes(name) ?? true);
  if (situations.length === 0)
    throw new Error(`--situation is one of "${SITUATIONS.join('", "')}"`);
  return {
    shapes,
    records: Number(values.records),
    rounds: Number(values.rounds),
    situations,
    versions,
    peers,
  };
}
