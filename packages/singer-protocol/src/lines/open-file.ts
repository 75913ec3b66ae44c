import { constants, createReadStream, openSync, statSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { isPipe } from "./read-pipe.ts";

/**
 * Opens a file, or a named pipe, for reading. To destroy the stream ends the wait for a pipe's writer,
 * too: in a plain `open` of a pipe a thread waits for it, and nothing can end the process.
 *
 * @throws what the system says of a path that cannot be opened; for a folder, with the code `EISDIR`.
 */
export function openFile(path: string): Readable {
  const stats = statSync(path);
  if (stats.isDirectory())
    throw Object.assign(new Error(`${path} is a folder`), { code: "EISDIR" });
  // A terminal, too, would not wait: each read before the next line would fail.
  const flags = stats.isFIFO() ? constants.O_NONBLOCK : 0;
  const descriptor = openSync(path, constants.O_RDONLY | flags);
  return isPipe(descriptor)
    ? new Socket({ fd: descriptor, readable: true, writable: false })
    : createReadStream(path, { fd: descriptor });
}
