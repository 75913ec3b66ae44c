import { open, stat } from "node:fs/promises";
import { openFile } from "@singer-metabase/singer-protocol";
import type { BatchFile } from "./batch-file.ts";

/** A file, or named pipe, of this machine. The path may be relative to the working directory. */
export function localFile(path: string): BatchFile {
  return {
    async read() {
      return openFile(path);
    },
    async size() {
      const stats = await stat(path);
      if (!stats.isFile())
        throw new Error("only the bytes of a regular file can be read in any order");
      return stats.size;
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
