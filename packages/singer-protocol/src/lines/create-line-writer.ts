import type { Writable } from "node:stream";
import { OutputClosedError } from "../errors.ts";
import { toOutputError } from "./to-output-error.ts";

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
 * Puts a line writer in front of an output, which should have no other writer.
 *
 * @throws {OutputClosedError} from `write` and `flush`, once the reading end has gone away.
 */
export function createLineWriter(output: Writable, options: LineWriterOptions = {}): LineWriter {
  const { longLineBytes = 5 * 1024 * 1024, onLongLine } = options;
  let chunk = "";
  let turn: NodeJS.Immediate | undefined;
  let drained: Promise<void> | undefined;
  let failure: Error | undefined;

  const fail = (error: Error): void => {
    failure ??= toOutputError(error);
  };
  output.on("error", fail);
  output.on("close", () => fail(new OutputClosedError()));

  const untilDrained = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        output.off("drain", settle).off("error", settle).off("close", settle);
        drained = undefined;
        if (failure === undefined) resolve();
        else reject(failure);
      };
      output.on("drain", settle).on("error", settle).on("close", settle);
    });

  const send = (): void => {
    clearImmediate(turn);
    turn = undefined;
    if (chunk === "" || failure !== undefined) return;
    const hasRoom = output.write(chunk);
    chunk = "";
    if (hasRoom || drained !== undefined) return;
    drained = untilDrained();
    // Whoever writes next gets this promise or the failure itself; nobody may be waiting now.
    drained.catch(() => {});
  };

  return {
    write(line) {
      if (failure !== undefined) return Promise.reject(failure);
      if (onLongLine !== undefined && line.length * MAX_UTF8_BYTES_PER_CHARACTER > longLineBytes) {
        const bytes = Buffer.byteLength(line);
        if (bytes > longLineBytes) onLongLine({ bytes });
      }
      chunk += `${line}\n`;
      if (chunk.length >= CHUNK_CHARACTERS) send();
      else turn ??= setImmediate(send);
      return drained;
    },

    async flush() {
      send();
      if (failure !== undefined) throw failure;
      await new Promise<void>((resolve, reject) => {
        // An empty write is answered after all that were queued before it.
        output.write("", (error) => {
          if (error) fail(error);
          if (failure === undefined) resolve();
          else reject(failure);
        });
      });
    },
  };
}
