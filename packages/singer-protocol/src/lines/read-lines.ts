import { constants } from "node:buffer";
import { MessageError } from "../errors.ts";
import type { Line } from "./line.ts";
import { OpenLine } from "./open-line.ts";

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts bytes into lines: at LF and nowhere else, before anything is decoded, so that a character
 * that spans two chunks stays whole. Blank lines are counted and skipped.
 *
 * @returns the lines that each chunk completed, together: one turn of the loop a chunk, not a line.
 * @throws {MessageError} for a line longer than `maxLineBytes` (default: Node's longest string).
 */
export async function* readLines(
  input: AsyncIterable<Uint8Array>,
  { maxLineBytes = constants.MAX_STRING_LENGTH }: { readonly maxLineBytes?: number } = {},
): AsyncGenerator<readonly Line[], void, undefined> {
  const open = new OpenLine();
  let number = 0;

  for await (const chunk of input) {
    const bytes = Buffer.isBuffer(chunk)
      ? chunk
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end !== -1; end = bytes.indexOf(LF, start)) {
      if (open.length + end - start > maxLineBytes) break;
      const rest = bytes.subarray(start, end);
      start = end + 1;
      number += 1;
      addLine(lines, number, open.length > 0 ? open.close(rest) : rest);
    }
    if (start < bytes.length) open.append(bytes.subarray(start));
    if (lines.length > 0) yield lines;
    if (open.length > maxLineBytes) {
      throw new MessageError(
        number + 1,
        `longer than ${maxLineBytes} bytes, the most that one line can have; make the tap send smaller records`,
      );
    }
  }

  if (open.length > 0) {
    const lines: Line[] = [];
    addLine(lines, number + 1, open.close(Buffer.alloc(0)));
    if (lines.length > 0) yield lines;
  }
}

function addLine(lines: Line[], number: number, line: Buffer): void {
  let bytes = line;
  if (bytes.at(-1) === CR) bytes = bytes.subarray(0, -1);
  if (number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
  if (!isBlank(bytes)) lines.push({ number, bytes });
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= SPACE);
}
