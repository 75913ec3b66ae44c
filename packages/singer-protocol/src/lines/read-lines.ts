import type { Line } from "./line.ts";
import { cutLine, type LineBlock } from "./line-block.ts";
import { type ReadLinesOptions, readLineBlocks } from "./read-line-blocks.ts";

/**
 * Cuts bytes into lines. Blank lines are counted and skipped.
 *
 * @returns the lines that each chunk completed, together.
 * @throws {MessageError} for a line longer than `maxLineBytes` (default: Node's longest string).
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  options: ReadLinesOptions = {},
): AsyncGenerator<readonly Line[], void, undefined> {
  for await (const blocks of readLineBlocks(input, options)) {
    const lines = blocks.flatMap(cutLines);
    if (lines.length > 0) yield lines;
  }
}

function cutLines(block: LineBlock): Line[] {
  return block.ends.flatMap(
    (_, index) => cutLine(block, index, (block.ends[index - 1] ?? -1) + 1) ?? [],
  );
}
