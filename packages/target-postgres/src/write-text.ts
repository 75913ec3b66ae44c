import type { Writable } from "node:stream";

/** Writes a text and its line end, and waits until it has left the process. */
export function writeText(output: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
