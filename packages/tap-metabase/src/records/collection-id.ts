import type { ServerObject } from "./server-object.ts";

/**
 * Returns the object with the named collection ids as text. Collection ids are text in every
 * stream, since one of them is `"root"`; null in a reference means the root collection.
 */
export function withCollectionIdsAsText(
  object: ServerObject,
  ...names: readonly string[]
): ServerObject {
  const texts = names.flatMap((name) =>
    typeof object[name] === "number" ? [[name, String(object[name])] as const] : [],
  );
  return texts.length === 0 ? object : { ...object, ...Object.fromEntries(texts) };
}
