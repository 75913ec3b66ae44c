import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder of mode 0700, and those above it, unless they are there. `mkdir` with `recursive`
 * (Node 20) never returns where the folder above is there and can hold none, as below `/proc`.
 *
 * @throws the file system's error, such as EACCES
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdirOnce(path);
  } catch (error) {
    if (!isCode(error, "ENOENT") || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdirOnce(path);
  }
}

async function mkdirOnce(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
