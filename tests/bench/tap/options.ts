import { parseArgs } from "node:util";
import type { MetabaseOptions } from "@singer-metabase/sandbox";

/** How large an instance is. */
export const SIZES = {
  small: { cards: 2_000, dashboards: 200 },
  medium: { cards: 20_000, dashboards: 2_000 },
  large: { cards: 50_000, dashboards: 5_000 },
} as const;

/** The name of one of them. */
export type SizeName = keyof typeof SIZES;

/** What `npm run bench tap` measures. */
export interface TapBenchOptions {
  readonly sizes: readonly SizeName[];
  /** Requests at once. */
  readonly inFlight: readonly number[];
  /** Each run so many times, in turn, so that a busy moment hits all. */
  readonly rounds: number;
  readonly version: NonNullable<MetabaseOptions["version"]>;
  /** Folder of the peers' virtual environments. */
  readonly peers: string | undefined;
}

/** Reads the command line after `npm run bench tap --`. @param environment where BENCH_PEERS may stand */
export function readTapBenchOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): TapBenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "1" },
      version: { type: "string", default: "newest" },
      peers: { type: "string" },
    },
  });
  const [size = "small", inFlight] = positionals;
  const names = Object.keys(SIZES) as SizeName[];
  const sizes = names.filter((name) => size === "all" || size === name);
  if (sizes.length === 0) throw new Error(`the size is one of ${names.join(", ")}, all`);
  return {
    sizes,
    inFlight: inFlight === undefined ? [8, 4] : [Number(inFlight)],
    rounds: Number(values.rounds),
    // A version that the sample server does not know is refused there.
    version: values.version as TapBenchOptions["version"],
    peers: values.peers ?? environment["BENCH_PEERS"],
  };
}
