import { RecordError } from "../errors.ts";
import type { Batch } from "./batch.ts";
import type { TableLoader } from "./table-loader.ts";

/** A STATE message that waits for the records before it. */
export interface PendingState {
  readonly line: number;
  /** The value as it stood in the line. */
  readonly json: string;
}

/** All that came in since the epoch before: once its batches are committed, its states are safe. */
export interface Epoch {
  readonly batches: readonly { readonly batch: Batch; readonly loader: TableLoader }[];
  readonly states: readonly PendingState[];
}

/**
 * Commits an epoch and gives its newest state to `offerState`. When a record is refused, everything
 * before its line is committed, in all streams, and the newest state before it is offered.
 *
 * @throws {RecordError} for the first record in the order of the input that is refused.
 * @throws {DatabaseError} for any other failure; no state of the epoch is offered then.
 */
export async function loadEpoch(
  { batches, states }: Epoch,
  offerState: (json: string) => Promise<void>,
): Promise<void> {
  let refused: RecordError | undefined;
  for (const { batch, loader } of batches) {
    const end = refused === undefined ? batch.rows : batch.rowsBefore(refused.line);
    try {
      await loader.load(batch, { start: 0, end });
      batch.release();
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      refused = error;
    }
  }
  const last = refused?.line ?? Number.POSITIVE_INFINITY;
  const safe = states.findLast(({ line }) => line < last);
  if (safe !== undefined) await offerState(safe.json);
  if (refused !== undefined) throw refused;
}
