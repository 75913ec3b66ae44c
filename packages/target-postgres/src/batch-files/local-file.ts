import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { BatchFile } from "./batch-file.ts";

/** A file of this machine. The path may be relative to the working directory. */
export function localFile(path: string): BatchFile {
  return {
    async read() {
      return createReadStream(path);
    },
    async size() {
      return (await stat(path)).size;
    },
    async readRange(start, end) {
      const handle = await open(path);
      try {
        const { buffer, bytesRead } = await handle.read({
          buffer: Buffer.allocUnsafeSlow(end - start),
          position: start,
        });
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}
