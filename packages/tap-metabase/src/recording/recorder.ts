import { randomBytes } from "node:crypto";
import { open, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MetabaseClientOptions, makeFolder } from "@singer-metabase/metabase-client";
import { RecordingError } from "../errors.ts";
import { rewriteBody } from "./rewrite-body.ts";
import { createScrubber } from "./scrub.ts";

/** The form of a recording's index. */
const FORMAT = 1;

const INDEX = "recording.json";

/** Answers with rows of the connected databases, or texts of queries that ran: never recorded. */
const DATA_PATHS = /^\/api\/(?:dataset|field\/\d+\/values|ee\/(?:advanced-config\/)?logs)|\/query/;

type OnAnswer = NonNullable<MetabaseClientOptions["onAnswer"]>;

/** One entry of the index. */
interface RecordedAnswer {
  readonly method: "GET";
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | null>>;
  /** Below the folder. */
  readonly file: string;
}

/** Keeps scrubbed copies of the answers of one run. */
export interface Recorder {
  readonly onAnswer: OnAnswer;
  /** Writes the index. */
  finish(): Promise<void>;
}

/**
 * Starts a recording in a folder: a file for each answer and an index, `recording.json`, for a bug
 * report and for the sample server's `--replay`. Names, addresses, texts and queries are replaced.
 *
 * @throws {RecordingError} when the folder cannot be made or holds a recording already
 */
export async function startRecording(directory: string): Promise<Recorder> {
  const scrubber = createScrubber(randomBytes(32));
  // A repeated request has one answer, the last that came whole.
  const answers = new Map<string, RecordedAnswer>();
  let count = 0;
  try {
    await makeFolder(join(directory, "answers"));
    await writeFile(join(directory, INDEX), "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw new RecordingError(directory, error);
  }
  return {
    onAnswer({ path, query, status, contentType }) {
      if (DATA_PATHS.test(path)) return undefined;
      count += 1;
      const file = `answers/${String(count).padStart(5, "0")}.json`;
      const output = open(join(directory, file), "wx", 0o600);
      const body = rewriteBody(status, scrubber);
      let isKept = true;
      const append = async (rewrite: () => string) => {
        try {
          if (isKept) await (await output).write(rewrite());
        } catch {
          // What cannot be scrubbed may not be kept; the reading itself goes on.
          isKept = false;
        }
      };
      return {
        write: (bytes) => append(() => body.write(bytes)),
        async end(isWhole) {
          await append(() => body.end());
          await (await output).close();
          if (!isWhole || !isKept) return rm(join(directory, file));
          const headers = { "content-type": contentType };
          const request = `${path}?${query}`;
          const earlier = answers.get(request);
          if (earlier) await rm(join(directory, earlier.file));
          answers.set(request, { method: "GET", path, query, status, headers, file });
        },
      };
    },
    finish: () =>
      writeFile(
        join(directory, INDEX),
        `${JSON.stringify({ format: FORMAT, answers: [...answers.values()] }, undefined, 2)}\n`,
      ),
  };
}
