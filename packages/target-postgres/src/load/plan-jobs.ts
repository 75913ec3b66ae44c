import type { Batch } from "./batch.ts";
import { LANES } from "./row-key.ts";
import type { TableLoader } from "./table-loader.ts";

/** The batches of one stream, in their order. */
export interface StreamBatches {
  readonly loader: TableLoader;
  readonly batches: readonly Batch[];
}

/** Rows of one batch. */
export interface JobPart {
  readonly loader: TableLoader;
  readonly batch: Batch;
  readonly lanes: readonly number[];
}

/**
 * Work for one session, some lanes of one stream or several small streams: transactions in their order,
 * each with its parts.
 */
export type Job = readonly (readonly JobPart[])[];

/** Less than this is loaded by one session: a second transaction costs more than it saves. */
export const MIN_SHARED_BYTES = 256 * 1024;

/** Parts of a transaction at most: it holds the locks of all of them, whose number is limited. */
const MAX_PARTS = 32;

/** Jobs for each session, so that one that is done early takes another. */
const JOBS_A_SESSION = 2;

const ALL_LANES: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

/**
 * Shares the work out: a stream with more than a job's share is split by its lanes, of which no two
 * share a row; the others go together, so that few transactions are needed for many streams.
 */
export function planJobs(streams: readonly StreamBatches[], sessions: number): Job[] {
  const share = Math.max(MIN_SHARED_BYTES, sumBytes(streams) / (JOBS_A_SESSION * sessions));
  const isLarge = (stream: StreamBatches): boolean => sumBytes([stream]) >= share;
  const lanes = sessions > 1 ? ALL_LANES.map((lane) => [lane]) : [ALL_LANES];
  return [
    ...streams.filter(isLarge).flatMap((stream) => lanes.map((some) => createJob([stream], some))),
    ...groupSmall(
      streams.filter((stream) => !isLarge(stream)),
      share,
    ).map((group) => createJob(group, ALL_LANES)),
  ];
}

/** Bytes of all rows. */
export function sumBytes(streams: readonly StreamBatches[]): number {
  return streams.reduce(
    (sum, { batches }) => batches.reduce((part, { bytes }) => part + bytes, sum),
    0,
  );
}

function groupSmall(streams: readonly StreamBatches[], share: number): StreamBatches[][] {
  const groups: StreamBatches[][] = [];
  let bytes = share;
  for (const stream of streams) {
    if (bytes >= share) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)?.push(stream);
    bytes += sumBytes([stream]);
  }
  return groups;
}

function createJob(streams: readonly StreamBatches[], lanes: readonly number[]): Job {
  const parts = streams.flatMap(({ loader, batches }) =>
    batches.map((batch) => ({ loader, batch, lanes })),
  );
  return Array.from({ length: Math.ceil(parts.length / MAX_PARTS) }, (_, index) =>
    parts.slice(index * MAX_PARTS, (index + 1) * MAX_PARTS),
  );
}
