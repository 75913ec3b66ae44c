import { addAbortSignal, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import type { BatchFile } from "./batch-file.ts";

/** The lines of a file of JSON objects, as bytes. The signal ends reading with an error. */
export async function readJsonLines(
  file: BatchFile,
  isCompressed: boolean,
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
  const bytes = addAbortSignal(signal, await file.read());
  if (!isCompressed) return bytes;
  const gunzip = createGunzip();
  // What goes wrong in either of them is thrown to whoever reads.
  return pipeline(bytes, gunzip, () => {});
}
