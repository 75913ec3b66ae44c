import { RecordError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import type { EpochRejects } from "../rejects/epoch-rejects.ts";
import type { Batch } from "./batch.ts";
import { LANES } from "./row-key.ts";
import type { Sessions } from "./sessions.ts";
import type { TableLoader } from "./table-loader.ts";

/** A STATE message that waits for the records before it. */
export interface PendingState {
  readonly line: number;
  /** The value as it stood in the line. */
  readonly json: string;
  /** Streams whose rows before it are not in their tables even when they are committed. @default none */
  readonly waitsFor?: readonly string[];
}

/** The batches of one stream, in their order. */
interface StreamBatches {
  readonly loader: TableLoader;
  readonly batches: readonly Batch[];
}

/** All that came in since the epoch before: once its batches are committed, its states are safe. */
export interface Epoch {
  readonly streams: readonly StreamBatches[];
  readonly states: readonly PendingState[];
  /** Where bad records go; undefined where the first one ends the run. */
  readonly rejects: EpochRejects | undefined;
}

/** Work for one session: some lanes of one stream. Different lanes of a table share no row. */
interface Job extends StreamBatches {
  readonly lanes: readonly number[];
}

/** Less than this is loaded by one session: a second transaction costs more than it saves. */
const MIN_SHARED_BYTES = 256 * 1024;

const ALL_LANES: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

/**
 * Commits an epoch and gives its states to `offerStates`. When a record is refused, everything before
 * its line is committed, in all streams, and the states before it are offered.
 *
 * @throws {RecordError} for the first record in the order of the input that is refused.
 * @throws {DatabaseError} for any other failure; no state of the epoch is offered then.
 */
export async function loadEpoch(
  { streams, states, rejects }: Epoch,
  sessions: Sessions,
  offerStates: (states: readonly PendingState[]) => Promise<void>,
): Promise<void> {
  const isLarge = sumBytes(streams.flatMap(({ batches }) => batches)) >= MIN_SHARED_BYTES;
  const connections = isLarge ? await sessions.all() : [sessions.first];
  const refused = await runJobs(planJobs(streams, connections.length > 1), connections, rejects);
  for (const { batches } of streams) for (const batch of batches) batch.release();
  const last = refused?.line ?? Number.POSITIVE_INFINITY;
  await rejects?.write(sessions.first, last);
  await offerStates(states.filter(({ line }) => line < last));
  if (refused !== undefined) throw refused;
}

function planJobs(streams: readonly StreamBatches[], isShared: boolean): Job[] {
  return streams.flatMap((stream) =>
    isShared && sumBytes(stream.batches) >= MIN_SHARED_BYTES
      ? ALL_LANES.map((lane) => ({ ...stream, lanes: [lane] }))
      : [{ ...stream, lanes: ALL_LANES }],
  );
}

/** Each session takes the next job until none is left; gives the first record that ends the run. */
async function runJobs(
  jobs: readonly Job[],
  connections: readonly Connection[],
  rejects: EpochRejects | undefined,
): Promise<RecordError | undefined> {
  const waiting = [...jobs];
  let refused: RecordError | undefined;

  async function work(connection: Connection): Promise<void> {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      for (const batch of job.batches) {
        const end = refused === undefined ? batch.rows : batch.rowsBefore(refused.line);
        try {
          await loadAround(connection, { ...job, batch, end }, rejects);
        } catch (error) {
          if (!(error instanceof RecordError)) {
            waiting.length = 0;
            throw error;
          }
          if (refused === undefined || error.line < refused.line) refused = error;
        }
      }
    }
  }

  // No session may be at work any more when the caller is told of a failure.
  const results = await Promise.allSettled(connections.map(work));
  const failure = results.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
  return refused;
}

/** Loads rows of a batch, without those that are refused and may be put aside. */
async function loadAround(
  connection: Connection,
  { loader, batch, lanes, end }: Job & { readonly batch: Batch; readonly end: number },
  rejects: EpochRejects | undefined,
): Promise<void> {
  for (let start = 0; start < end; ) {
    try {
      return await loader.load(connection, batch, { start, end, lanes });
    } catch (error) {
      if (!(error instanceof RecordError) || rejects === undefined) throw error;
      rejects.divert(error);
      // Those before it are committed.
      start = batch.rowsBefore(error.line) + 1;
    }
  }
}

function sumBytes(batches: readonly Batch[]): number {
  return batches.reduce((sum, { bytes }) => sum + bytes, 0);
}
