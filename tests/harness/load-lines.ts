import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { TestDatabase } from "@singer-metabase/sandbox";
import { createLogger, createRedactor } from "@singer-metabase/singer-protocol";
import { main } from "@singer-metabase/target-postgres";

/** What a run of the target left. */
export interface Loaded {
  /** The lines of stdout. */
  readonly states: readonly string[];
  /** The message that it failed with; undefined for exit status 0. */
  readonly error: string | undefined;
  /** stderr, as text. */
  readonly log: string;
}

/** Runs the target in this process. Its settings name schema `t` where they name none. */
export async function loadLines(
  database: Pick<TestDatabase, "url">,
  lines: readonly string[],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Loaded> {
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-load-"));
  const config = join(folder, "config.json");
  await writeFile(
    config,
    JSON.stringify({ sqlalchemy_url: database.url, default_target_schema: "t", ...settings }),
  );
  const [stdout, stderr] = [new Sink(), new Sink()];
  const redactor = createRedactor();
  const logger = createLogger({
    output: stderr,
    format: "text",
    level: "debug",
    appName: "target-postgres",
    redactor,
  });
  const error = await main({
    argv: ["--config", config],
    env: {},
    stdin: Readable.from([Buffer.from(lines.map((line) => `${line}\n`).join(""))]),
    stdout,
    stderr,
    signal: new AbortController().signal,
    logger,
    redactor,
  }).then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  await rm(folder, { recursive: true });
  return { states: stdout.text.split("\n").filter(Boolean), error, log: stderr.text };
}

class Sink extends Writable {
  text = "";

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
