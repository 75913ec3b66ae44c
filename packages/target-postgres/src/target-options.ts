import type {
  BatchMessage,
  Line,
  LineBlock,
  Logger,
  SchemaMessage,
} from "@singer-metabase/singer-protocol";
import type { EpochLimits } from "./load/epoch-size.ts";
import type { Sessions } from "./load/sessions.ts";
import type { NeededTypes } from "./open-sink.ts";
import type { Swaps } from "./overwrite/swaps.ts";
import type { Rejects } from "./rejects/rejects.ts";
import type { Sink } from "./sink.ts";
import type { MessageMapper } from "./stream-maps/message-mapper.ts";

/** What a target is made of. */
export interface TargetOptions extends EpochLimits {
  /** Makes a stream's table and sink ready; called in order with everything that is loaded. */
  readonly openSink: (
    message: SchemaMessage,
    line: Line,
    neededTypes?: NeededTypes,
  ) => Promise<Sink>;
  /** Whether a stream's table waits for its first record; called in order, too. */
  readonly isDeferred: (message: SchemaMessage, line: Line) => Promise<boolean>;
  /** What changes messages on their way; undefined to take them as they come. */
  readonly mapper: MessageMapper | undefined;
  /** Reads the files of a BATCH message as RECORD lines. */
  readonly readBatch: (message: BatchMessage, line: Line) => AsyncIterable<readonly LineBlock[]>;
  readonly sessions: Sessions;
  /** Takes the states that are safe, and rows that replace those of their tables. */
  readonly swaps: Swaps;
  /** Where bad records go; undefined where the first one ends the run. */
  readonly rejects: Rejects | undefined;
  /** The longest that a row waits for others. */
  readonly maxWaitMs: number;
  readonly activatesVersions: boolean;
  readonly logger: Pick<Logger, "info" | "warn">;
  readonly now: () => number;
}
