import type { LineWriter, Logger } from "@singer-metabase/singer-protocol";
import { describeUnavailability, type Unavailability } from "../discovery/availability.ts";
import { EXTRA } from "../records/properties.ts";
import type { ActivationSettings } from "./activation.ts";
import { concludeStream } from "./conclude-stream.ts";
import { judgeRead } from "./judge-read.ts";
import type { Progress } from "./progress.ts";
import type { StreamOutcome } from "./run-report.ts";
import type { ScopeFacts } from "./scope.ts";
import type { Read, ReadingContext } from "./source-run.ts";
import type { StreamRun } from "./stream-run.ts";
import type { SyncState } from "./sync-state.ts";

/** What streams are emitted with. */
export interface EmitOptions {
  readonly reading: Pick<ReadingContext, "server">;
  readonly scope: ScopeFacts;
  readonly settings: ActivationSettings & { readonly required_streams: readonly string[] };
  readonly state: SyncState;
  readonly writer: LineWriter;
  readonly logger: Logger;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Writes one stream in its turn, and returns how it ended. */
export async function emitStream(
  run: StreamRun,
  read: Read,
  options: EmitOptions,
): Promise<StreamOutcome> {
  const { stream } = run;
  const { writer, progress, signal, now } = options;
  const logger = options.logger.child({ stream_name: stream.name });
  const startedAt = now().getTime();
  progress.startStream(stream.name);
  const opened = await emitRecords(run, options);
  const result = await read.result;
  const facts = { needs: stream.needs, server: options.reading.server };
  const verdict = judgeRead({ ...result, rows: run.rows, failure: run.failure }, facts);
  signal.throwIfAborted();
  const { requests = 0 } = result;
  if (verdict.kind === "unavailable") {
    return { ...leaveOut(stream.name, verdict.why, options), requests };
  }

  progress.finishStream();
  const seconds = (now().getTime() - startedAt) / 1000;
  report(run, seconds, logger);
  const counted = {
    stream: stream.name,
    missing: result.missing,
    rows: run.rows,
    requests,
    version: run.version,
    unknownFields: Object.fromEntries(run.unknownFields),
    misfits: Object.fromEntries(run.misfits),
    seconds,
  };
  if (verdict.kind === "failed") {
    const { reason } = verdict;
    return { ...counted, status: "failed", reason, isActivated: false, problem: reason };
  }
  if (!opened) await writer.write(run.schemaLine());
  const { isActivated, doubt, isFailure } = await concludeStream(run, result, options);
  if (doubt === undefined) return { ...counted, status: "complete", isActivated };
  const problem = isFailure ? { problem: doubt } : {};
  return { ...counted, status: "incomplete", reason: doubt, isActivated, ...problem };
}

/** Says that a stream is not there for this account, which is a failure when it is required. */
export function leaveOut(
  stream: string,
  why: Unavailability,
  { settings, progress, logger }: Pick<EmitOptions, "settings" | "progress" | "logger">,
): StreamOutcome {
  const text = describeUnavailability(why);
  const isRequired = settings.required_streams.includes(stream);
  progress.leaveOutStream();
  const streamLogger = logger.child({ stream_name: stream });
  if (isRequired) streamLogger.error(`required, but ${text}`);
  // What was known beforehand is as it should be; a refusal may be news.
  else if (why.evidence === undefined) streamLogger.info(`left out: ${text}`);
  else streamLogger.warn(`left out: ${text}`);
  return {
    stream,
    status: "left out",
    reason: why.reason,
    missing: [],
    rows: 0,
    requests: 0,
    isActivated: false,
    unknownFields: {},
    misfits: {},
    seconds: 0,
    ...(isRequired && { problem: text }),
  };
}

/** Returns whether there was anything to write. */
async function emitRecords(
  run: StreamRun,
  { writer, progress, signal }: EmitOptions,
): Promise<boolean> {
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
  return opened;
}

function report(run: StreamRun, seconds: number, logger: Logger): void {
  const tags = { stream: run.stream.name };
  logger.info(`${run.rows} records`);
  logger.metric({ type: "counter", metric: "record_count", value: run.rows, tags });
  logger.metric({ type: "timer", metric: "sync_duration", value: seconds, tags });
  const fate = Object.hasOwn(run.stream.schema.properties, EXTRA)
    ? `stand in ${EXTRA}`
    : "were left out";
  for (const [property, count] of run.misfits) {
    logger.warn(`${property}: ${count} values did not fit the schema and ${fate}`);
  }
}
