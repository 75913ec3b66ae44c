import type { Line } from "./line.ts";

/** Lines that lie one behind the other in one buffer, so that a reader in a hurry need not cut them out. */
export interface LineBlock {
  /** Number of the first line, from 1. */
  readonly number: number;
  /** Valid until more is read. */
  readonly bytes: Buffer;
  /** Where each line ends: the place of its LF, or the end of the bytes. */
  readonly ends: readonly number[];
}

const CR = 0x0d;
const SPACE = 0x20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts out the line that begins at `start`, the one after `index` others of the block.
 *
 * @returns undefined for a blank line.
 */
export function cutLine(block: LineBlock, index: number, start: number): Line | undefined {
  const number = block.number + index;
  let bytes = block.bytes.subarray(start, block.ends[index]);
  if (bytes.at(-1) === CR) bytes = bytes.subarray(0, -1);
  if (number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
  return bytes.every((byte) => byte <= SPACE) ? undefined : { number, bytes };
}
