import { closeSync, constants, createReadStream, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { isPipe } from "./read-pipe.ts";

/**
 * Opens a file, or a named pipe, for reading. To destroy the stream ends the wait for a pipe's writer,
 * too: in a plain `open` of a pipe a thread waits for it, and nothing can end the process.
 *
 * @throws what the system says of a path that cannot be opened, and for a folder.
 */
export function openFile(path: string): Readable {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  if (fstatSync(descriptor).isDirectory()) {
    closeSync(descriptor);
    throw new Error(`${path} is a folder`);
  }
  return isPipe(descriptor)
    ? new Socket({ fd: descriptor, readable: true, writable: false })
    : createReadStream(path, { fd: descriptor });
}
