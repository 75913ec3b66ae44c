import { readFile } from "node:fs/promises";
import { InputFileError } from "../errors.ts";
import { findJsonSyntaxError } from "../json-syntax-error.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "no permission to read it",
  EISDIR: "it is a folder",
};

/**
 * Reads a JSON file that a person or a runner names on the command line.
 *
 * @param kind what the file is, for errors: `config file`, `catalog`, `state`.
 * @throws {InputFileError} naming the file, and the line and column where it stops being JSON; never
 * quoting it, since it may hold secrets.
 */
export async function readJsonFile(path: string, kind: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    throw new InputFileError(`cannot read ${kind} ${path}: ${REASONS[code] ?? code}`, { cause });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    const place = findJsonSyntaxError(text);
    const where = place === undefined ? "" : ` (line ${place.line}, column ${place.column})`;
    throw new InputFileError(`${kind} ${path} is not JSON${where}`);
  }
}
