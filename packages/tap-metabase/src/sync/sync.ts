import {
  type Catalog,
  createLineWriter,
  type ProgramContext,
  SettingsError,
} from "@singer-metabase/singer-protocol";
import { openDetailCache } from "../cache/open-detail-cache.ts";
import { type ConnectionHooks, connect } from "../connect.ts";
import { selectStreams } from "../discovery/select-streams.ts";
import { preflight } from "../preflight.ts";
import type { Settings } from "../settings.ts";
import { streams } from "../streams/index.ts";
import { readVersion } from "../version.ts";
import { Progress } from "./progress.ts";
import { runSync } from "./run-sync.ts";
import { instanceOf, principalScope } from "./scope.ts";
import { SyncState } from "./sync-state.ts";

/** What a sync is started with. */
export interface SyncInput {
  readonly settings: Settings;
  readonly catalog: Catalog;
  /** The content of the state file; `{}` without one. */
  readonly state: unknown;
  readonly context: ProgramContext;
  /** Keeps a copy of each answer. */
  readonly onAnswer?: ConnectionHooks["onAnswer"];
}

/**
 * Connects, reads what is selected and writes Singer messages to stdout.
 *
 * @throws {SettingsError} when a required stream is not selected
 * @throws {StateError} before anything is read, when the state is another instance's
 * @throws {IncompleteRunError} at the end, when not everything that was asked for arrived
 */
export async function sync({
  settings,
  catalog,
  state,
  context,
  onAnswer,
}: SyncInput): Promise<void> {
  const { logger } = context;
  const { selected, unknown } = selectStreams(streams, catalog, settings.stream_groups);
  if (unknown.length > 0) {
    logger.warn(`the catalog selects streams that do not exist: ${unknown.join(", ")}`);
  }
  requireSelected(settings.required_streams, selected);
  if (selected.length === 0) {
    logger.warn("nothing is selected: check the catalog and the setting stream_groups");
    return;
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  let requestSeconds = 0;
  const client = connect(settings, context, {
    signal,
    ...(onAnswer && { onAnswer }),
    onRequest: ({ durationSeconds }) => {
      requestSeconds += durationSeconds;
    },
  });
  const progress = new Progress({
    streamCount: selected.length,
    stderr: context.stderr,
    logger,
    requestCount: () => client.requestCount,
    now: Date.now,
  });
  try {
    const instance = instanceOf(settings.base_url);
    const syncState = new SyncState(state, instance);
    const { server, principal } = await preflight(client, logger);
    logger.info(`reading ${instance}, Metabase ${server.tag ?? "of unknown version"}`);
    const details = await openDetailCache({
      cacheFolder: settings.cache_dir,
      maxAgeDays: settings.detail_max_age_days,
      scope: [instance, ...principalScope(principal), server.tag, readVersion()],
      logger,
    });
    await runSync({
      selection: selected,
      reading: { client, server, settings, concurrency: settings.max_concurrent_requests, details },
      scope: { instance, principal, settings },
      settings,
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
      now: () => new Date(),
    });
  } finally {
    // After a failure reads may still be under way.
    stop.abort();
    await client.close();
    progress.end(requestSeconds);
  }
}

function requireSelected(
  required: readonly string[],
  selected: readonly { readonly stream: { readonly name: string } }[],
): void {
  const names = new Set(selected.map(({ stream }) => stream.name));
  const missing = required.filter((name) => !names.has(name));
  if (missing.length === 0) return;
  throw new SettingsError([
    `setting "required_streams" names ${missing.join(", ")}, which the catalog or the setting "stream_groups" leaves out`,
  ]);
}
