import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import {
  createMetabaseClient,
  type MetabaseClient,
  type MetabaseClientOptions,
} from "../src/index.ts";

/** What a client under test did besides answering. */
export interface Watched {
  readonly client: MetabaseClient;
  /** Every line it logged, as `warn: …`. */
  readonly lines: readonly string[];
  /** How long it wanted to sleep, each time; no time passes. */
  readonly pauses: readonly number[];
  readonly secrets: readonly string[];
}

/** A client that never really sleeps and is closed when the test is over. */
export function watch(
  options: Partial<MetabaseClientOptions> & Pick<MetabaseClientOptions, "baseUrl">,
): Watched {
  const lines: string[] = [];
  const pauses: number[] = [];
  const secrets: string[] = [];
  const client = createMetabaseClient({
    authentication: { apiKey: "mb_test" },
    tokenCache: false,
    env: {},
    log: {
      debug: (message) => lines.push(`debug: ${message}`),
      info: (message) => lines.push(`info: ${message}`),
      warn: (message) => lines.push(`warn: ${message}`),
    },
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      pauses.push(milliseconds);
    },
    random: () => 1,
    onSecret: (secret) => secrets.push(secret),
    ...options,
  });
  onTestFinished(() => client.close());
  return { client, lines, pauses, secrets };
}

/** Only the client of {@link watch}. */
export function connect(options: Parameters<typeof watch>[0]): MetabaseClient {
  return watch(options).client;
}

/** An empty folder that goes when the test is over. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "metabase-client-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** All that an async sequence gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new Error("this should have failed");
  return outcome;
}
