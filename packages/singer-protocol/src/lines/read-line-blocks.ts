import { constants } from "node:buffer";
import { MessageError } from "../errors.ts";
import type { LineBlock } from "./line-block.ts";
import { OpenLine } from "./open-line.ts";

const LF = 0x0a;

/** How long a line may be. */
export interface ReadLinesOptions {
  /** @default Node's longest string */
  readonly maxLineBytes?: number;
}

/**
 * Finds the lines in bytes: they end at LF and nowhere else, and that is looked for before anything
 * is decoded, so that a character that spans two chunks stays whole.
 *
 * @returns the lines that each chunk completed, together: one turn of the loop a chunk, not a line.
 * @throws {MessageError} for a line longer than `maxLineBytes`.
 */
export async function* readLineBlocks(
  input: AsyncIterable<Uint8Array>,
  { maxLineBytes = constants.MAX_STRING_LENGTH }: ReadLinesOptions = {},
): AsyncGenerator<readonly LineBlock[], void, undefined> {
  const open = new OpenLine();
  let number = 1;

  for await (const chunk of input) {
    const bytes = Buffer.isBuffer(chunk)
      ? chunk
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const blocks: LineBlock[] = [];
    let start = 0;
    let end = bytes.indexOf(LF);
    if (end !== -1 && open.length > 0 && open.length + end <= maxLineBytes) {
      blocks.push(blockOfOne(number, open.close(bytes.subarray(0, end))));
      number += 1;
      start = end + 1;
      end = bytes.indexOf(LF, start);
    }
    const rest = bytes.subarray(start);
    const ends: number[] = [];
    for (let lineStart = start; end !== -1 && open.length + end - lineStart <= maxLineBytes; ) {
      ends.push(end - start);
      lineStart = end + 1;
      end = bytes.indexOf(LF, lineStart);
    }
    const lastEnd = ends.at(-1);
    if (lastEnd !== undefined) {
      blocks.push({ number, bytes: rest.subarray(0, lastEnd + 1), ends });
      number += ends.length;
      start += lastEnd + 1;
    }
    if (start < bytes.length) open.append(bytes.subarray(start));
    if (blocks.length > 0) yield blocks;
    if (open.length > maxLineBytes) {
      throw new MessageError(
        number,
        `longer than ${maxLineBytes} bytes, the most that one line can have; make the tap send smaller records`,
      );
    }
  }

  if (open.length > 0) yield [blockOfOne(number, open.close(Buffer.alloc(0)))];
}

function blockOfOne(number: number, bytes: Buffer): LineBlock {
  return { number, bytes, ends: [bytes.length] };
}
