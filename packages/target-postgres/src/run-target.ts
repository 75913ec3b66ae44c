import { randomUUID } from "node:crypto";
import {
  createLineWriter,
  type ProgramContext,
  readLineBlocks,
} from "@singer-metabase/singer-protocol";
import { BatchReader } from "./batch-files/batch-reader.ts";
import { S3Files } from "./batch-files/s3-file.ts";
import { activatesVersions } from "./check-settings.ts";
import { RecordError } from "./errors.ts";
import { findUnmatchedNames } from "./find-unmatched-names.ts";
import { Sessions } from "./load/sessions.ts";
import { LoadLog } from "./load-log/load-log.ts";
import { withLoadLog } from "./load-log/with-load-log.ts";
import { LoadMetrics } from "./load-metrics.ts";
import { SinkOpener } from "./open-sink.ts";
import { Swaps } from "./overwrite/swaps.ts";
import type { Connection } from "./postgres.ts";
import { openRejects } from "./rejects/open-rejects.ts";
import type { Settings } from "./settings.ts";
import { StateWriter } from "./state/state-writer.ts";
import type { MessageMapper } from "./stream-maps/message-mapper.ts";
import { Target } from "./target.ts";

/** What a run needs. */
export interface RunOptions {
  readonly connection: Connection;
  /** Opens a further session. */
  readonly connect: () => Promise<Connection>;
  readonly settings: Settings;
  /** What changes messages on their way; undefined to take them as they come. */
  readonly mapper: MessageMapper | undefined;
  /** Ends with an error once the signal is aborted. */
  readonly input: AsyncIterable<Uint8Array>;
  readonly context: Pick<ProgramContext, "env" | "stdout" | "signal" | "logger" | "redactor">;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * Loads an input to its end. Whatever ends it (a bad record, a signal, the end), everything before is
 * committed and its state written before this settles.
 *
 * @throws the reason of the signal, when one ended the run.
 */
export async function runTarget(options: RunOptions): Promise<void> {
  const { connection, settings, mapper, input, context, now = Date.now } = options;
  const { logger, signal, stdout } = context;
  const states = new StateWriter(createLineWriter(stdout), { now, setTimeout });
  const metrics = new LoadMetrics({ logger, now });
  const runId = randomUUID();
  const loadLog = settings.load_log ? new LoadLog(runId, now) : undefined;
  const opener = new SinkOpener({
    connection,
    settings,
    logger,
    metrics,
    loadLog,
    syncStartedAt: now(),
  });
  const sessions = new Sessions({
    first: connection,
    open: options.connect,
    limit: settings.parallelism,
    logger,
  });
  const places = { root: settings.batch_config?.storage?.root, s3: new S3Files(context.env) };
  const batches = new BatchReader(places, signal);
  const rejects = openRejects({ runId, settings, batches, metrics, loadLog, logger, now });
  const swaps = new Swaps({
    connection,
    atEnd: settings.overwrite_at_end,
    offerState: (json) => states.offer(json),
    lacksRecords: (stream) => rejects?.includes(stream) === true,
    logger,
    now,
  });
  const target = new Target({
    mapper,
    rejects,
    readBatch: (message, line) => batches.read(message, line),
    sessions,
    isDeferred: (message, line) => opener.isDeferred(message, line),
    openSink: (message, line, neededTypes) => opener.open(message, line, neededTypes),
    swaps,
    maxBytes: settings.batch_size_bytes,
    maxRows: settings.batch_size_rows,
    maxWaitMs: settings.batch_wait_limit_seconds * 1_000,
    activatesVersions: activatesVersions(settings),
    logger,
    now,
  });
  const loadAll = async (): Promise<void> => {
    try {
      await receiveAll(target, input, context).finally(() =>
        // A record that the server refuses now stood before whatever ended the input.
        target.drain(),
      );
      await target.finish();
      const loaded = opener.streams;
      const arrived = { sent: mapper?.streams ?? loaded, loaded };
      for (const warning of findUnmatchedNames(settings, arrived)) logger.warn(warning);
    } catch (error) {
      const located = batches.locate(error);
      const isQuoted = settings.log_values && located instanceof RecordError;
      throw isQuoted ? located.quoted() : located;
    } finally {
      metrics.report();
      rejects?.report();
      await Promise.all([states.flush(), sessions.close(), opener.close()]);
    }
  };
  if (loadLog === undefined) return loadAll();
  await withLoadLog(loadAll, { loadLog, connection, states, context });
}

async function receiveAll(
  target: Target,
  input: AsyncIterable<Uint8Array>,
  { signal, logger }: Pick<ProgramContext, "signal" | "logger">,
): Promise<void> {
  let isEmpty = true;
  try {
    for await (const blocks of readLineBlocks(input)) {
      isEmpty = false;
      await target.receive(blocks);
    }
    if (isEmpty)
      logger.warn("the input was empty, so nothing is loaded: look at what the tap says");
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
