import type { Writable } from "node:stream";
import { OutputClosedError } from "../errors.ts";

/** Writes lines no faster than they are read at the other end. */
export interface LineWriter {
  /**
   * Adds a line, given without its end. Returns a promise only when the output is full: await it
   * before the next line. Small lines go out together, at the latest when the event loop turns.
   */
  write(line: string): Promise<void> | void;
  /** Resolves when everything written so far has left the process. */
  flush(): Promise<void>;
}

/** What a writer says about lines that others in the pipe may choke on. */
export interface LineWriterOptions {
  /** @default 5 MiB: half of a Meltano buffer of 10 MiB, which ends the run when a line exceeds it. */
  readonly longLineBytes?: number;
  /** Called for each line over `longLineBytes`. */
  readonly onLongLine?: (line: { readonly bytes: number }) => void;
}

/** Small lines are joined up to this many characters: about what a pipe holds. */
const CHUNK_CHARACTERS = 65_536;

const MAX_UTF8_BYTES_PER_CHARACTER = 3;

/**
 * Puts a line writer in front of an output.
 *
 * @throws {OutputClosedError} from `write` and `flush`, once the reading end has gone away.
 */
export function createLineWriter(output: Writable, options: LineWriterOptions = {}): LineWriter {
  const { longLineBytes = 5 * 1024 * 1024, onLongLine } = options;
  let chunk = "";
  let failure: Error | undefined;
  let turn: NodeJS.Immediate | undefined;

  const fail = (error: Error | null | undefined): void => {
    failure ??= toFailure(error);
  };
  output.on("error", fail);
  output.on("close", fail);

  const send = (): Promise<void> | void => {
    clearImmediate(turn);
    turn = undefined;
    if (failure !== undefined) return Promise.reject(failure);
    if (chunk === "") return;
    const full = !output.write(chunk);
    chunk = "";
    if (full) return untilDrained();
  };

  const untilDrained = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        output.off("drain", settle).off("error", settle).off("close", settle);
        if (failure === undefined) resolve();
        else reject(failure);
      };
      output.on("drain", settle).on("error", settle).on("close", settle);
    });

  return {
    write(line) {
      if (failure !== undefined) return Promise.reject(failure);
      if (onLongLine !== undefined && line.length * MAX_UTF8_BYTES_PER_CHARACTER > longLineBytes) {
        const bytes = Buffer.byteLength(line);
        if (bytes > longLineBytes) onLongLine({ bytes });
      }
      chunk += `${line}\n`;
      if (chunk.length >= CHUNK_CHARACTERS) return send();
      // The promise is dropped: a failure is kept and told to the next caller.
      turn ??= setImmediate(() => void Promise.resolve(send()).catch(fail));
    },

    async flush() {
      await send();
      await new Promise<void>((resolve, reject) => {
        output.write("", (error) => {
          if (error) fail(error);
          if (failure === undefined) resolve();
          else reject(failure);
        });
      });
    },
  };
}

function toFailure(error: (Error & { code?: string }) | null | undefined): Error {
  const isClosed = error == null || error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED";
  return isClosed ? new OutputClosedError(error ?? undefined) : error;
}
