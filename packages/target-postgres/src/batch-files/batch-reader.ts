import {
  type BatchMessage,
  type Line,
  type LineBlock,
  readLines,
} from "@singer-metabase/singer-protocol";
import { BatchFileError, RecordError } from "../errors.ts";
import { type FilePlaces, findFile } from "./find-file.ts";
import { readJsonLines } from "./read-json-lines.ts";
import { RecordWriter } from "./record-writer.ts";

/**
 * How far apart the numbers of a batch's records are. They all lie between the number of the BATCH
 * line and the next: so they have the place in the input that as many RECORD lines would have.
 */
const STEP = 2 ** -26;

/** A file and which of its message's lines is its first, from 1. */
interface FileStart {
  readonly entry: string;
  readonly first: number;
}

/** Reads the files of BATCH messages, as the RECORD lines that they stand for. */
export class BatchReader {
  readonly #places: FilePlaces;
  readonly #signal: AbortSignal;
  /** The files of each BATCH line. */
  readonly #starts = new Map<number, FileStart[]>();

  /** The signal ends reading. */
  constructor(places: FilePlaces, signal: AbortSignal) {
    this.#places = places;
    this.#signal = signal;
  }

  /**
   * Reads a message's files one after the other.
   *
   * @returns blocks of one line each, valid until more is read.
   * @throws {BatchFileError} for a file that is missing or broken.
   */
  async *read(
    message: BatchMessage,
    line: Line,
  ): AsyncGenerator<readonly LineBlock[], void, undefined> {
    const starts: FileStart[] = [];
    this.#starts.set(line.number, starts);
    const writer = new RecordWriter(message);
    let count = 0;
    for (const entry of message.manifest) {
      const first = count + 1;
      starts.push({ entry, first });
      try {
        for await (const lines of readLines(await this.#open(entry, message))) {
          this.#signal.throwIfAborted();
          count = first + (lines.at(-1)?.number ?? 0) - 1;
          yield writer.write(lines, (number) => numberOf(line.number, first + number - 1));
        }
      } catch (cause) {
        const place = { stream: message.stream, line: line.number, file: entry };
        throw new BatchFileError(place, describeCause(cause), { cause });
      }
    }
  }

  /** Says of an error which line of which file it is about. */
  locate<Failure>(error: Failure): Failure | RecordError {
    if (!(error instanceof RecordError) || Number.isInteger(error.line)) return error;
    const line = Math.floor(error.line);
    const place = Math.round((error.line - line) / STEP);
    const start = this.#starts.get(line)?.findLast(({ first }) => first <= place);
    const file = start && { url: start.entry, line: place - start.first + 1 };
    return error.with({ line, file });
  }

  async #open(
    entry: string,
    { encoding: { format, compression = "none" } }: BatchMessage,
  ): Promise<AsyncIterable<Uint8Array>> {
    const file = findFile(entry, this.#places);
    if (file === undefined) throw new Error("only file:// and s3://bucket/key can be read");
    if (compression !== "none" && compression !== "gzip") {
      throw new Error(
        `compression ${JSON.stringify(compression)} cannot be read; use gzip or none`,
      );
    }
    switch (format) {
      case "jsonl":
        return readJsonLines(file, compression === "gzip", this.#signal);
      case "parquet": {
        // Loaded for those who need it.
        const { readParquet } = await import("./read-parquet.ts");
        return readParquet(file);
      }
      default:
        throw new Error(`format ${JSON.stringify(format)} cannot be read; use jsonl or parquet`);
    }
  }
}

function numberOf(line: number, place: number): number {
  return Math.min(line + place * STEP, line + 1 - STEP);
}

/** Errors of S3 and of broken Parquet files have names that say more than their messages. */
function describeCause(cause: unknown): string {
  const { name, message } = cause as Error;
  return message.includes(name) || /Error$/.test(name) ? message : `${name}: ${message}`;
}
