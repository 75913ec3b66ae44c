import { loadMetabase, megabytes } from "./load-metabase.ts";

const LATENCY_MS = 25;
const IN_FLIGHT = 8;

/** A large instance behind a slow network, against the time that its requests alone would take. */
export async function run(): Promise<void> {
  const load = await loadMetabase({ cards: 50_000, dashboards: 2_000, latencyMs: LATENCY_MS });

  const bound = (load.leastRequests * LATENCY_MS) / IN_FLIGHT / 1000;
  process.stdout.write(
    [
      `50,000 cards and 2,000 dashboards, ${LATENCY_MS} ms an answer, into PostgreSQL`,
      `  ${load.seconds.toFixed(1)} s; the least ${load.leastRequests} requests, ${IN_FLIGHT} in flight, take ${bound.toFixed(1)} s`,
      `  ${load.requests} requests`,
      `  peak memory: tap-metabase ${megabytes(load.tap.peakMemory)}, target-postgres ${megabytes(load.target.peakMemory)}`,
      "",
    ].join("\n"),
  );
}
