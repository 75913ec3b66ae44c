import { PassThrough, Writable } from "node:stream";
import type { TestDatabase } from "@singer-metabase/sandbox";
import { runInside, type TestSettings } from "../../harness/load.ts";
import { runProgram } from "../../harness/run-program.ts";

/** A target that is at work. */
export interface Attempt {
  send(text: string): void;
  /** Ends the input. */
  close(): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has ended and all its states are taken. */
  readonly finished: Promise<{ readonly status: number; readonly log: string }>;
}

/** Takes the states that a target writes, one after the other. */
export type TakeState = (json: string) => Promise<void>;

/** Starts the target as a process of its own, which can be killed. */
export function startProcess(
  { url }: Pick<TestDatabase, "url">,
  settings: TestSettings,
  takeState: TakeState,
): Attempt {
  const clock = `${import.meta.dirname}/hurried-clock.ts`;
  const target = runProgram({ sqlalchemy_url: url, ...settings }, undefined, [clock]);

  async function finish() {
    for (let index = 0; ; index += 1) {
      const last = target.finished.then(({ lines }) => lines[index]);
      const line = await Promise.race([target.line(index), last]).catch(() => last);
      if (line === undefined) return target.finished;
      await takeState(line);
    }
  }

  return {
    send: (text) => target.write(text),
    close: () => target.close(),
    kill: (signal) => target.kill(signal),
    finished: finish(),
  };
}

/** Starts the target in this process, which is quicker. It waits until a state is taken. */
export function startInside(
  database: Pick<TestDatabase, "url">,
  settings: TestSettings,
  takeState: TakeState,
): Attempt {
  // Of objects, so that what is written at once arrives at once.
  const stdin = new PassThrough({ objectMode: true });
  let failure: Error | undefined;
  const stdout = new Writable({
    write(bytes: Buffer, _, done) {
      takeLines(bytes.toString())
        .catch((error: Error) => {
          failure ??= error;
        })
        .finally(done);
    },
  });
  let log = "";
  const stderr = new Writable({
    write(text: Buffer, _, done) {
      log += text;
      done();
    },
  });

  async function takeLines(text: string): Promise<void> {
    for (const line of text.split("\n").filter(Boolean)) await takeState(line);
  }

  async function finish() {
    const error = await runInside(database, { stdin, stdout, stderr }, settings);
    if (failure !== undefined) throw failure;
    return { status: error === undefined ? 0 : 1, log: `${log}${error?.stack ?? ""}` };
  }

  return {
    send: (text) => void stdin.write(Buffer.from(text)),
    close: () => void stdin.end(),
    kill: () => {
      throw new Error("a process of its own can be killed, this one not");
    },
    finished: finish(),
  };
}
