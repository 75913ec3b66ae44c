import { stringifyExactly } from "@singer-metabase/metabase-client";
import { findUnavailability } from "../discovery/availability.ts";
import type { SelectedStream } from "../discovery/select-streams.ts";
import { IncompleteRunError } from "../errors.ts";
import { EXTRA } from "../records/properties.ts";
import { switchedOffBy } from "../source.ts";
import { type EmitOptions, emitStream, leaveOut } from "./emit-stream.ts";
import type { RunReport, StreamOutcome } from "./run-report.ts";
import { scopeFingerprint } from "./scope.ts";
import type { ReadingContext } from "./source-run.ts";
import { mayWait, startReads } from "./start-reads.ts";
import { StreamRun } from "./stream-run.ts";

/** What a sync needs. */
export interface SyncOptions extends EmitOptions {
  /** The streams to read, in the order in which they are emitted. */
  readonly selection: readonly SelectedStream[];
  readonly reading: ReadingContext;
  readonly settings: EmitOptions["settings"] & { readonly log_values: boolean };
  readonly tapVersion: string;
  /** Takes secrets out of texts that become rows. */
  readonly redact: (text: string) => string;
}

/** How many characters of records may wait for their turn on stdout, all streams together. */
const MAX_WAITING = 8 * 1024 * 1024;

/**
 * Reads the selected streams and writes them as Singer messages: all reads at once, one stream's
 * records at a time. A stream that fails does not keep the others from their turn. Streams about
 * the run itself come last.
 *
 * @throws {IncompleteRunError} at the end, when not everything that was asked for arrived
 */
export async function runSync(options: SyncOptions): Promise<void> {
  const startedAt = options.now();
  const ofRun = options.selection.filter(({ stream }) => stream.rowsOfRun !== undefined);
  const others = options.selection.filter(({ stream }) => stream.rowsOfRun === undefined);
  const outcomes = await emitStreams(others, options);
  const report = toReport(outcomes, startedAt, options);
  const all = [...outcomes];
  for (const selected of ofRun) add(await emitOfRun(selected, report, options), all, options);
  await options.writer.flush();
  const problems = all.flatMap(({ stream, problem }) =>
    problem === undefined ? [] : [{ stream, reason: problem }],
  );
  if (problems.length > 0) throw new IncompleteRunError(problems);
}

async function emitStreams(
  selection: readonly SelectedStream[],
  options: SyncOptions,
): Promise<readonly StreamOutcome[]> {
  const { reading, state } = options;
  const { server, settings } = reading;
  const expected = selection.map((selected) => {
    const { needs, source } = selected.stream;
    const facts = { needs, server, switchedOffBy: switchedOffBy(source, settings) };
    return { selected, why: findUnavailability(facts) };
  });
  const readable = expected.flatMap(({ selected, why }) => (why === undefined ? [selected] : []));
  const runs = new Map(
    readable.map((selected) => [selected.stream, prepare(selected, readable, options)]),
  );
  const reads = startReads([...runs.values()], {
    ...reading,
    logger: options.logger,
    // Who sees more than last time has not seen the older part of it.
    positionOf: ({ name, source }) => {
      const { position, scope } = state.bookmark(name);
      const isSame = scope === undefined || scope === scopeFingerprint(source, options.scope);
      return isSame ? position : undefined;
    },
  });
  const outcomes: StreamOutcome[] = [];
  try {
    for (const { selected, why } of expected) {
      const run = runs.get(selected.stream);
      const read = run && reads.get(run);
      if (run && read) add(await emitStream(run, read, options), outcomes, options);
      else if (why) outcomes.push(leaveOut(selected.stream.name, why, options));
    }
    return outcomes;
  } finally {
    await Promise.all([...runs.values()].map(({ lane }) => lane.close()));
  }
}

/** Notes how a stream ended; why its rows are in doubt is logged for the first that has the reason. */
function add(
  outcome: StreamOutcome,
  outcomes: StreamOutcome[],
  { logger }: Pick<SyncOptions, "logger">,
): void {
  const { stream, status, reason, problem } = outcome;
  const isNews = outcomes.every((other) => other.reason !== reason);
  if (status !== "left out" && reason !== undefined && isNews) {
    const streamLogger = logger.child({ stream_name: stream });
    if (problem === undefined) streamLogger.warn(reason);
    else streamLogger.error(reason);
  }
  outcomes.push(outcome);
}

async function emitOfRun(
  selected: SelectedStream,
  report: RunReport,
  options: SyncOptions,
): Promise<StreamOutcome> {
  options.signal.throwIfAborted();
  const run = prepare(selected, [selected], options);
  for (const row of selected.stream.rowsOfRun?.(report) ?? []) await run.accept(row);
  run.end();
  return emitStream(run, { result: Promise.resolve({ missing: [] }) }, options);
}

function toReport(
  outcomes: readonly StreamOutcome[],
  startedAt: Date,
  { reading, scope, tapVersion, redact, now }: SyncOptions,
): RunReport {
  return {
    instance: scope.instance,
    tapVersion,
    server: reading.server,
    principal: scope.principal,
    startedAt,
    endedAt: now(),
    requests: reading.client.requestCount,
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      missing: outcome.missing.map(redact),
      ...(outcome.reason !== undefined && { reason: redact(outcome.reason) }),
    })),
  };
}

function prepare(
  { stream, entry }: SelectedStream,
  selection: readonly SelectedStream[],
  { state, now, settings, logger }: SyncOptions,
): StreamRun {
  const start = now();
  const selected = selection.map((one) => one.stream);
  const fate = Object.hasOwn(stream.schema.properties, EXTRA) ? `go to ${EXTRA}` : "are left out";
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
      const value = settings.log_values ? ` (${stringifyExactly(record[property])})` : "";
      logger.warn(
        `${property} has a type that the schema does not expect${value}; such values ${fate}`,
        { stream_name: stream.name },
      );
    },
  });
}
