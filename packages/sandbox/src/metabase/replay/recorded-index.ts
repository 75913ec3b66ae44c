import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Recording } from "./recorded-answer.ts";

/** The form of index that is understood. */
const FORMAT = 1;

interface IndexedAnswer {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Below the folder; without one there is no body. */
  readonly file?: string;
}

/** What two requests have in common that ask for the same: the order of parameters does not matter. */
function keyOf(method: string, path: string, query: URLSearchParams): string {
  const pairs = new Set(Array.from(query, (pair) => new URLSearchParams([pair]).toString()));
  // The instance may have stood under a path of its own.
  return `${method} ${path.replace(/^.*?(?=\/api\/)/, "")}?${[...pairs].sort().join("&")}`;
}

/**
 * Reads an index, as `tap-metabase --record` writes it. What was asked twice is answered as the last time.
 *
 * @throws {RangeError} when it has another form, or names a file outside the folder
 */
export function readIndex(directory: string, text: string): Recording {
  const known = new Map<string, IndexedAnswer>();
  for (const answer of answersIn(directory, text)) {
    const { method, path, query = "", file = "" } = answer;
    if (relative(directory, join(directory, file)).startsWith("..")) {
      throw new RangeError(
        `recording.json of ${directory} names a file outside the folder: ${file}`,
      );
    }
    known.set(keyOf(method, path, new URLSearchParams(query)), answer);
  }
  return ({ method, path, query }) => {
    const answer = known.get(keyOf(method, path, query));
    if (answer === undefined) return undefined;
    const { status, headers = {}, file } = answer;
    return {
      status,
      contentType: headers["content-type"] ?? "application/json;charset=utf-8",
      body: async () => (file === undefined ? "" : readFile(join(directory, file))),
    };
  };
}

function answersIn(directory: string, text: string): readonly IndexedAnswer[] {
  const index = parse(text);
  if (index?.format !== FORMAT || index.answers === undefined) {
    throw new RangeError(
      `recording.json of ${directory} is no whole index of format ${FORMAT}; was the recording broken off?`,
    );
  }
  return index.answers;
}

function parse(text: string): { format?: number; answers?: readonly IndexedAnswer[] } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
