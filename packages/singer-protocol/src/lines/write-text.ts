import type { Writable } from "node:stream";
import { toOutputError } from "./to-output-error.ts";

/**
 * Writes a text and its line end, and waits until it has left the process.
 *
 * @throws {OutputClosedError} when the reading end has gone away.
 */
export function writeText(output: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(`${text}\n`, (error) => {
      if (error) reject(toOutputError(error));
      else resolve();
    });
  });
}
