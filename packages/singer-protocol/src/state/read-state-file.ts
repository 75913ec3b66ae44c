import { InputFileError } from "../errors.ts";
import { parseJsonText, readTextFile } from "../program/read-json-file.ts";

/**
 * Reads the state that `--state` names: one JSON value, or what a target wrote to its output in one
 * run after another, a state a line. Of those the last one counts that is whole: a target that was
 * killed may have left half a line.
 *
 * @throws {InputFileError} for a file that cannot be read, is empty, or is neither of the two.
 */
export async function readStateFile(path: string): Promise<unknown> {
  const text = await readTextFile(path, "state");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  if (lines.length === 0) {
    throw new InputFileError(
      `state ${path} is empty; leave --state out to start from the beginning`,
    );
  }
  // No line but the first of a value over several lines begins with an object.
  const isLines = lines.every((line) => line.startsWith("{"));
  const last = isLines ? lines.findLast(isJson) : undefined;
  return parseJsonText(last ?? text, path, "state");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
