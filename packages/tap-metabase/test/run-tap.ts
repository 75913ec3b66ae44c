import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { createLogger, createRedactor, type Message } from "@singer-metabase/singer-protocol";
import { main } from "../src/main.ts";

/** How one run of the tap ended, and what it wrote. */
export interface TapRun {
  readonly stdout: string;
  /** What it wrote as messages; empty for runs that write a page or a catalog. */
  readonly messages: readonly Message[];
  /** Log lines, one object each. */
  readonly logs: readonly { readonly level: string; readonly message: string }[];
  /** What `main` rejected with. */
  readonly error: unknown;
}

/** What to run the tap with: each becomes a file that its flag names. */
export interface TapInput {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly catalog?: unknown;
  readonly state?: unknown;
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Called with each chunk of stdout before the next is taken. */
  readonly onOutput?: (chunk: string) => void;
}

/** Runs the whole program in this process, with files and streams of its own. */
export async function runTap(input: TapInput): Promise<TapRun> {
  const folder = await mkdtemp(join(tmpdir(), "tap-metabase-test-"));
  try {
    const argv = [...(input.flags ?? [])];
    const files = {
      // A cache of its own, unless the test is about what one run leaves to the next.
      config: input.config && { cache_dir: join(folder, "cache"), ...input.config },
      catalog: input.catalog,
      state: input.state,
    };
    for (const [flag, content] of Object.entries(files)) {
      if (content === undefined) continue;
      const path = join(folder, `${flag}.json`);
      await writeFile(path, JSON.stringify(content));
      argv.push(`--${flag}`, path);
    }
    return await runMain(argv, input);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runMain(argv: readonly string[], input: TapInput): Promise<TapRun> {
  const stdout = collect(input.onOutput);
  const stderr = collect();
  const redactor = createRedactor();
  const logger = createLogger({
    output: stderr.stream,
    format: "json",
    level: "debug",
    appName: "tap-metabase",
    redactor,
  });
  const error = await main({
    argv,
    env: input.env ?? {},
    stdin: process.stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    signal: input.signal ?? new AbortController().signal,
    logger,
    redactor,
  }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const text = stdout.text();
  return {
    stdout: text,
    messages: text.startsWith('{"type"') ? parseLines<Message>(text) : [],
    logs: parseLines(stderr.text()),
    error,
  };
}

function collect(onChunk?: (chunk: string) => void): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      onChunk?.(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

function parseLines<Line>(text: string): Line[] {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}

/** The records of one stream, in order. */
export function recordsOf(run: TapRun, stream: string): readonly Record<string, unknown>[] {
  return run.messages.flatMap((message) =>
    message.type === "RECORD" && message.stream === stream ? [message.record] : [],
  );
}

/** The streams whose version was activated. */
export function activatedIn(run: TapRun): readonly string[] {
  return run.messages.flatMap((message) =>
    message.type === "ACTIVATE_VERSION" ? [message.stream] : [],
  );
}

/** The value of the last STATE message. */
export function stateOf(run: TapRun): unknown {
  return run.messages.findLast((message) => message.type === "STATE")?.value;
}

/** The messages of warnings and errors. */
export function complaintsOf(run: TapRun): readonly string[] {
  return run.logs.flatMap(({ level, message }) => (/warning|error/i.test(level) ? [message] : []));
}
