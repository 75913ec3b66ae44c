import type { MetabaseClient } from "@singer-metabase/metabase-client";
import {
  type Catalog,
  createLineWriter,
  type ProgramContext,
} from "@singer-metabase/singer-protocol";
import { openDetailCache } from "../cache/open-detail-cache.ts";
import { type ConnectionHooks, connect } from "../connect.ts";
import { chooseStreams } from "../discovery/choose-streams.ts";
import type { SelectedStream } from "../discovery/select-streams.ts";
import { preflight } from "../preflight.ts";
import { questionStreams } from "../question-results/question-streams.ts";
import type { Settings } from "../settings.ts";
import type { Stream } from "../stream.ts";
import { streams } from "../streams/index.ts";
import { readVersion } from "../version.ts";
import { Progress } from "./progress.ts";
import { runSync } from "./run-sync.ts";
import { instanceOf, principalScope } from "./scope.ts";
import { SyncState } from "./sync-state.ts";

/** What a sync is started with. */
export interface SyncInput {
  readonly settings: Settings;
  /** Which streams to read; undefined without a file: those that are selected by default. */
  readonly catalog: Catalog | undefined;
  /** The content of the state file; `{}` without one. */
  readonly state: unknown;
  readonly context: ProgramContext;
  /** Keeps a copy of each answer. */
  readonly onAnswer?: ConnectionHooks["onAnswer"];
}

/**
 * Connects, reads what is selected and writes Singer messages to stdout.
 *
 * @throws {SettingsError} when nothing or not every required stream is selected
 * @throws {StateError} before anything is read, when the state is another instance's
 * @throws {IncompleteRunError} at the end, when not everything that was asked for arrived
 */
export async function sync(input: SyncInput): Promise<void> {
  const { settings, context, onAnswer } = input;
  const stop = new AbortController();
  let requestSeconds = 0;
  const client = connect(settings, context, {
    signal: AbortSignal.any([context.signal, stop.signal]),
    ...(onAnswer && { onAnswer }),
    onRequest: ({ durationSeconds }) => {
      requestSeconds += durationSeconds;
    },
  });
  let progress: Progress | undefined;
  try {
    const questions = await questionStreams(client, settings);
    const selection = chooseStreams({
      known: [...streams, ...questions],
      catalog: input.catalog,
      settings,
      logger: context.logger,
    });
    progress = new Progress({
      streamCount: selection.length,
      stderr: context.stderr,
      logger: context.logger,
      requestCount: () => client.requestCount,
      now: Date.now,
    });
    await readSelection(selection, input, { client, progress, questions });
  } finally {
    // After a failure reads may still be under way.
    stop.abort();
    await client.close();
    progress?.end(requestSeconds);
  }
}

async function readSelection(
  selection: readonly SelectedStream[],
  { settings, state, context, onAnswer }: SyncInput,
  run: {
    readonly client: MetabaseClient;
    readonly progress: Progress;
    readonly questions: readonly Stream[];
  },
): Promise<void> {
  const { logger } = context;
  const { client, progress, questions } = run;
  const instance = instanceOf(settings.base_url);
  const syncState = new SyncState(state, instance);
  const { server, principal } = await preflight(client, logger);
  logger.info(`reading ${instance}, Metabase ${server.tag ?? "of unknown version"}`);
  const details = await openDetailCache({
    cacheFolder: settings.cache_dir,
    // A recording is of the server alone.
    maxAgeDays: onAnswer ? 0 : settings.detail_max_age_days,
    scope: [instance, ...principalScope(principal), server.tag, readVersion()],
    logger,
  });
  const now = (): Date => new Date();
  await runSync({
    selection,
    reading: {
      ...{ client, server, settings, details, now },
      concurrency: settings.max_concurrent_requests,
    },
    scope: { instance, principal, settings },
    settings: {
      ...settings,
      // A question is read because somebody chose it.
      required_streams: [...settings.required_streams, ...questions.map(({ name }) => name)],
    },
    tapVersion: readVersion(),
    redact: (text) => context.redactor.redact(text),
    state: syncState,
    writer: createLineWriter(context.stdout, {
      onLongLine: ({ bytes }) =>
        logger.warn(`a line of ${bytes} bytes is longer than some targets accept`),
    }),
    logger,
    progress,
    signal: context.signal,
    now,
  });
}
