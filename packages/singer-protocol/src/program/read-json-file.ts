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
  return parseJsonText(await readTextFile(path, kind), path, kind);
}

/**
 * Reads such a file without its byte order mark.
 *
 * @throws {InputFileError} naming the file.
 */
export async function readTextFile(path: string, kind: string): Promise<string> {
  try {
    return (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  } catch (cause) {
    const { code = "" } = cause as NodeJS.ErrnoException;
    throw new InputFileError(`cannot read ${kind} ${path}: ${REASONS[code] ?? code}`, { cause });
  }
}

/**
 * Parses what such a file holds.
 *
 * @throws {InputFileError} as {@link readJsonFile} does.
 */
export function parseJsonText(text: string, path: string, kind: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const place = findJsonSyntaxError(text);
    const where = place === undefined ? "" : ` (line ${place.line}, column ${place.column})`;
    throw new InputFileError(`${kind} ${path} is not JSON${where}`);
  }
}
