import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { readAnswerTree } from "./answer-tree.ts";
import type { Recording } from "./recorded-answer.ts";
import { readIndex } from "./recorded-index.ts";

/**
 * Opens a folder of recorded answers: one with an index (`recording.json`), or a tree of files whose places are the paths.
 *
 * @throws {RangeError} when it is no folder, or when its index cannot be read
 */
export async function readRecording(directory: string): Promise<Recording> {
  if (!(await stat(directory).catch(() => undefined))?.isDirectory()) {
    throw new RangeError(`there is no folder of recorded answers at ${directory}`);
  }
  const index = await readFile(join(directory, "recording.json"), "utf8").catch(() => undefined);
  return index === undefined ? readAnswerTree(directory) : readIndex(directory, index);
}
