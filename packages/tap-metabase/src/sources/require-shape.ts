import { IncompleteReadError } from "../errors.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";

/**
 * The objects of a list inside an answer. Anything else must not read as an empty list, or what it
 * should hold would count as deleted.
 *
 * @param where endpoint and member, such as `GET /api/database: data`
 * @throws {IncompleteReadError} when it is no list of objects
 */
export function requireList(value: unknown, where: string): readonly ServerObject[] {
  if (Array.isArray(value) && value.every(isServerObject)) return value;
  throw new IncompleteReadError(
    `${where} is ${nameOf(value)} where a list of objects should be; please report this with the Metabase version`,
  );
}

/**
 * An object inside an answer; see {@link requireList}.
 *
 * @throws {IncompleteReadError} when it is none
 */
export function requireObject(value: unknown, where: string): ServerObject {
  if (isServerObject(value)) return value;
  throw new IncompleteReadError(
    `${where} is ${nameOf(value)} where an object should be; please report this with the Metabase version`,
  );
}

function nameOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list with something else" : `a ${typeof value}`;
}
