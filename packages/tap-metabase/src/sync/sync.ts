import { setMaxListeners } from "node:events";
import {
  type Catalog,
  createLineWriter,
  type ProgramContext,
} from "@singer-metabase/singer-protocol";
import { connect } from "../connect.ts";
import { selectStreams } from "../discovery/select-streams.ts";
import type { Settings } from "../settings.ts";
import { streams } from "../streams/index.ts";
import { readVersion } from "../version.ts";
import { Progress } from "./progress.ts";
import { runSync } from "./run-sync.ts";
import { instanceOf } from "./scope.ts";
import { SyncState } from "./sync-state.ts";

/** What a sync is started with. */
export interface SyncInput {
  readonly settings: Settings;
  readonly catalog: Catalog;
  /** The content of the state file; `{}` without one. */
  readonly state: unknown;
  readonly context: ProgramContext;
}

/**
 * Connects, reads what is selected and writes Singer messages to stdout.
 *
 * @throws {StateError} before anything is read, when the state is another instance's
 * @throws {IncompleteRunError} at the end, when not everything that was asked for arrived
 */
export async function sync({ settings, catalog, state, context }: SyncInput): Promise<void> {
  const { logger, stdout, stderr, env, redactor } = context;
  const instance = instanceOf(settings.base_url);
  const syncState = new SyncState(state, instance);
  const { selected, unknown } = selectStreams(streams, catalog, settings.stream_groups);
  if (unknown.length > 0) {
    logger.warn(`the catalog selects streams that do not exist: ${unknown.join(", ")}`);
  }
  if (selected.length === 0) {
    logger.warn("nothing is selected: check the catalog and the setting stream_groups");
    return;
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  // Every read under way listens; that is many, and no leak.
  setMaxListeners(0, signal);
  const client = connect(settings, {
    version: readVersion(),
    env,
    signal,
    log: logger,
    onSecret: (secret) => redactor.add(secret),
  });
  const progress = new Progress({
    streamCount: selected.length,
    stderr,
    logger,
    requestCount: () => client.requestCount,
    now: Date.now,
  });
  const startedAt = Date.now();
  try {
    const server = await client.serverInfo();
    const principal = await client.currentUser();
    logger.info(`reading ${instance}, Metabase ${server.tag ?? "of unknown version"}`);
    await runSync({
      selection: selected,
      reading: {
        client,
        server,
        settings,
        concurrency: settings.max_concurrent_requests,
      },
      scope: { instance, principal, settings },
      settings,
      state: syncState,
      writer: createLineWriter(stdout, {
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
    progress.clear();
    const value = client.requestCount;
    logger.metric({ type: "counter", metric: "http_request_count", value, tags: {} });
    logger.info(`${progress.describe()} in ${Math.round((Date.now() - startedAt) / 1000)} s`);
  }
}
