import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { TestDatabase } from "@singer-metabase/sandbox";
import {
  createLogger,
  createRedactor,
  type ProgramContext,
} from "@singer-metabase/singer-protocol";
import { main } from "../../src/main.ts";

/** Settings of a run beside the connection's; `default_target_schema` is `t`. */
export type TestSettings = Readonly<Record<string, unknown>>;

/** What a run of the target, in this process, left. */
export interface LoadResult {
  /** The lines of stdout. */
  readonly states: readonly string[];
  /** What the program ended with; undefined for exit status 0. */
  readonly error: Error | undefined;
  /** stderr, as text. */
  readonly log: string;
}

/** Runs the whole target over lines of Singer messages, into a database. */
export async function load(
  database: Pick<TestDatabase, "url">,
  lines: readonly string[],
  settings: TestSettings = {},
): Promise<LoadResult> {
  const stdin = Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(""))]);
  const stdout = collect();
  const stderr = collect();
  const streams = { stdin, stdout: stdout.stream, stderr: stderr.stream };
  const error = await runInside(database, streams, settings);
  return { states: stdout.text().split("\n").filter(Boolean), error, log: stderr.text() };
}

/** Runs the whole target in this process; gives what it ended with, undefined for exit status 0. */
export async function runInside(
  database: Pick<TestDatabase, "url">,
  streams: Pick<ProgramContext, "stdin" | "stdout" | "stderr">,
  settings: TestSettings = {},
): Promise<Error | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "target-postgres-"));
  const config = join(folder, "config.json");
  const values = { sqlalchemy_url: database.url, default_target_schema: "t", ...settings };
  await writeFile(config, JSON.stringify(values));
  const redactor = createRedactor();
  const context: ProgramContext = {
    argv: ["--config", config],
    env: {},
    ...streams,
    signal: new AbortController().signal,
    logger: createLogger({
      output: streams.stderr,
      format: "text",
      level: "debug",
      appName: "target-postgres",
      redactor,
    }),
    redactor,
  };
  const error = await main(context).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  await rm(folder, { recursive: true });
  return error;
}

/** Runs the target and fails with its error, should there be one. */
export async function loadAll(...options: Parameters<typeof load>): Promise<LoadResult> {
  const result = await load(...options);
  if (result.error !== undefined) throw result.error;
  return result;
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
