import { RecordError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import type { EpochRejects } from "../rejects/epoch-rejects.ts";
import { loadTogether } from "./load-together.ts";
import {
  type Job,
  type JobPart,
  MIN_SHARED_BYTES,
  planJobs,
  type StreamBatches,
  sumBytes,
} from "./plan-jobs.ts";
import type { Sessions } from "./sessions.ts";

/** A STATE message that waits for the records before it. */
export interface PendingState {
  readonly line: number;
  /** The value as it stood in the line. */
  readonly json: string;
  /** Streams whose rows before it are not in their tables even when they are committed. @default none */
  readonly waitsFor?: readonly string[];
}

/** All that came in since the epoch before: once its batches are committed, its states are safe. */
export interface Epoch {
  readonly streams: readonly StreamBatches[];
  readonly states: readonly PendingState[];
  /** Where bad records go; undefined where the first one ends the run. */
  readonly rejects: EpochRejects | undefined;
}

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
  const isLarge = sumBytes(streams) >= MIN_SHARED_BYTES;
  const connections = isLarge ? await sessions.all() : [sessions.first];
  const refused = await runJobs(planJobs(streams, connections.length), connections, rejects);
  for (const { batches } of streams) for (const batch of batches) batch.release();
  const last = refused?.line ?? Number.POSITIVE_INFINITY;
  await rejects?.write(sessions.first, last);
  await offerStates(states.filter(({ line }) => line < last));
  if (refused !== undefined) throw refused;
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
      for (const parts of job) await commit(connection, parts);
    }
  }

  async function commit(connection: Connection, parts: readonly JobPart[]): Promise<void> {
    const whole = parts.map((part) => ({ ...part, start: 0, end: endOf(part) }));
    if (parts.length > 1 && (await loadTogether(connection, whole))) return;
    for (const part of parts) {
      try {
        await loadAround(connection, part, endOf(part), rejects);
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
        if (refused === undefined || error.line < refused.line) refused = error;
      }
    }
  }

  /** What comes after a refused record need not be loaded. */
  function endOf({ batch }: JobPart): number {
    return refused === undefined ? batch.rows : batch.rowsBefore(refused.line);
  }

  const stop = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  // No session may be at work any more when the caller is told of a failure.
  const results = await Promise.allSettled(
    connections.map((connection) => work(connection).catch(stop)),
  );
  const failure = results.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
  return refused;
}

/** Loads rows of a batch, without those that are refused and may be put aside. */
async function loadAround(
  connection: Connection,
  { loader, batch, lanes }: JobPart,
  end: number,
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
