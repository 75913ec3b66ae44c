import { UnreadableObjectError } from "../errors.ts";
import type { ServerObject } from "../records/server-object.ts";
import { isServerObject } from "../records/server-object.ts";

/**
 * The objects of a list that was read whole, one by one.
 * @throws {UnreadableObjectError} when an element is not an object
 */
export async function* objectsOf(
  elements: Promise<readonly unknown[]>,
): AsyncGenerator<ServerObject> {
  for (const element of await elements) {
    if (!isServerObject(element)) throw new UnreadableObjectError(element);
    yield element;
  }
}
