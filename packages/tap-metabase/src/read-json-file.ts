import { readFile } from "node:fs/promises";
import { InputFileError } from "./errors.ts";

/**
 * Reads a JSON file that a flag names.
 *
 * @throws {InputFileError} naming the flag and the file, when it cannot be read or is not JSON
 */
export async function readJsonFile(flag: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    const problem = error instanceof Error ? error.message : String(error);
    throw new InputFileError(path, `--${flag}: ${path} ${why}: ${problem}`, { cause: error });
  }
}
