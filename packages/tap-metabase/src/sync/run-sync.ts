import {
  type CatalogEntry,
  formatMessage,
  type LineWriter,
  type Logger,
} from "@singer-metabase/singer-protocol";
import { IncompleteRunError } from "../errors.ts";
import type { Stream } from "../stream.ts";
import { type ActivationSettings, decideActivation, describeMissing } from "./activation.ts";
import { judgeRead } from "./judge-read.ts";
import type { Progress } from "./progress.ts";
import { type ScopeFacts, scopeFingerprint } from "./scope.ts";
import type { Read, ReadingContext, ReadResult } from "./source-run.ts";
import { mayWait, startReads } from "./start-reads.ts";
import { StreamRun } from "./stream-run.ts";
import type { SyncState } from "./sync-state.ts";

/** What a sync needs. */
export interface SyncOptions {
  /** The streams to read, in the order in which they are emitted. */
  readonly selection: readonly { readonly stream: Stream; readonly entry: CatalogEntry }[];
  readonly reading: ReadingContext;
  readonly scope: ScopeFacts;
  readonly settings: ActivationSettings & {
    readonly required_streams: readonly string[];
    readonly log_values: boolean;
  };
  readonly state: SyncState;
  readonly writer: LineWriter;
  readonly logger: Logger;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** How many characters of records may wait for their turn on stdout, all streams together. */
const MAX_WAITING = 8 * 1024 * 1024;

/**
 * Reads the selected streams and writes them as Singer messages: all reads at once, one stream's
 * records at a time. A stream that fails does not keep the others from their turn.
 *
 * @throws {IncompleteRunError} at the end, when not everything that was asked for arrived
 */
export async function runSync(options: SyncOptions): Promise<void> {
  const runs = options.selection.map((selected) => prepare(selected, options));
  const reads = startReads(runs, {
    ...options.reading,
    positionOf: (stream) => options.state.bookmark(stream).position,
  });
  const problems: { readonly stream: string; readonly reason: string }[] = [];
  try {
    for (const [run, read] of reads) {
      const reason = await emit(run, read, options);
      if (reason !== undefined) problems.push({ stream: run.stream.name, reason });
    }
    await options.writer.flush();
  } finally {
    await Promise.all(runs.map(({ lane }) => lane.close()));
  }
  if (problems.length > 0) throw new IncompleteRunError(problems);
}

function prepare(
  { stream, entry }: SyncOptions["selection"][number],
  { selection, state, now, settings, logger }: SyncOptions,
): StreamRun {
  const start = now();
  const selected = selection.map((one) => one.stream);
  return new StreamRun({
    stream,
    catalogEntry: entry,
    version: Math.max(start.getTime(), (state.bookmark(stream.name).version ?? 0) + 1),
    timeExtracted: start,
    lane: {
      maxWaiting: MAX_WAITING / selection.length,
      overflow: mayWait(stream.source, selected) ? "wait" : "spill",
    },
    onMisfit(property, record) {
      const value = settings.log_values ? ` (${JSON.stringify(record[property])})` : "";
      logger.warn(
        `${property} has a type that the schema does not expect${value}; such values go to _extra`,
        { stream_name: stream.name },
      );
    },
  });
}

/** Writes one stream; returns why it did not arrive as asked, if it did not. */
async function emit(run: StreamRun, read: Read, options: SyncOptions): Promise<string | undefined> {
  const { stream } = run;
  const { writer, progress, settings, signal } = options;
  const logger = options.logger.child({ stream_name: stream.name });
  const startedAt = options.now().getTime();
  progress.startStream(stream.name);
  let opened = false;
  for await (const lines of run.lane.batches()) {
    if (!opened) await writer.write(run.schemaLine());
    opened = true;
    for (const line of lines) {
      signal.throwIfAborted();
      const room = writer.write(line);
      if (room !== undefined) await room;
    }
    progress.addRecords(lines.length);
  }
  const result = await read.result;
  const verdict = judgeRead({ ...result, rows: run.rows, failure: run.failure });
  signal.throwIfAborted();
  if (verdict.kind === "unavailable") {
    progress.leaveOutStream();
    if (settings.required_streams.includes(stream.name)) {
      logger.error(`required, but ${verdict.reason}`);
      return verdict.reason;
    }
    logger.warn(`left out: ${verdict.reason}`);
    return undefined;
  }
  progress.finishStream();
  report(run, (options.now().getTime() - startedAt) / 1000, logger);
  if (verdict.kind === "failed") {
    logger.error(verdict.reason);
    return verdict.reason;
  }
  if (!opened) await writer.write(run.schemaLine());
  return conclude(run, result, { ...options, logger });
}

/** Activates the version when the read is proven complete, and writes STATE. */
async function conclude(
  run: StreamRun,
  { missing, position }: ReadResult,
  { writer, settings, state, scope, logger }: SyncOptions,
): Promise<string | undefined> {
  const { stream, version, rows } = run;
  if (stream.isAppendOnly) {
    if (missing.length === 0) {
      const value = state.finish(stream.name, position === undefined ? {} : { position });
      await writer.write(formatMessage({ type: "STATE", value }));
      return undefined;
    }
    const doubt = describeMissing(missing);
    logger.error(doubt);
    return doubt;
  }
  const previous = state.bookmark(stream.name);
  const fingerprint = scopeFingerprint(stream.source, scope);
  const facts = { rows, missing, scope: fingerprint, previous };
  const { activates, doubt } = decideActivation(facts, settings);
  if (activates) {
    await writer.write(formatMessage({ type: "ACTIVATE_VERSION", stream: stream.name, version }));
  }
  if (missing.length === 0) {
    // A doubtful read is no measure for the next one.
    const measured = doubt === undefined ? { rows, scope: fingerprint } : {};
    const value = state.finish(stream.name, { ...previous, version, ...measured });
    await writer.write(formatMessage({ type: "STATE", value }));
  }
  if (doubt === undefined) return undefined;
  // Where nothing is ever removed, a doubt about removing is no failure; a missing part is.
  if (missing.length === 0 && !settings.activate_version) {
    logger.warn(doubt);
    return undefined;
  }
  logger.error(doubt);
  return doubt;
}

function report(run: StreamRun, seconds: number, logger: Logger): void {
  const tags = { stream: run.stream.name };
  logger.info(`${run.rows} records`);
  logger.metric({ type: "counter", metric: "record_count", value: run.rows, tags });
  logger.metric({ type: "timer", metric: "sync_duration", value: seconds, tags });
  for (const [property, count] of run.misfits) {
    logger.warn(`${property}: ${count} values did not fit the schema and stand in _extra`);
  }
}
