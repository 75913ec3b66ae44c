import { NotAvailableError } from "@singer-metabase/metabase-client";
import { IncompleteReadError } from "../errors.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ParentObject, Reading } from "../source.ts";
import { readAhead } from "./read-ahead.ts";

/** How to read one object of a parent's list in detail. */
export interface DetailRead {
  /** What the object is called in messages: `dashboard`. */
  readonly kind: string;
  /**
   * Asks the server.
   * @throws {IncompleteReadError} for an answer without one of its parts; the others are read on
   */
  open(id: number, parent: ParentObject): AsyncIterable<ServerObject>;
}

/**
 * Reads the details of every object in the parent's list, several at once, in the list's order,
 * every time from the server. `readKeptDetails` is the one that asks for changed ones only.
 * Returns whether every detail was read; see {@link readEach}.
 */
export async function* readDetails(
  reading: Reading,
  { kind, open }: DetailRead,
): AsyncGenerator<ServerObject, boolean> {
  const parents = await reading.parents();
  return yield* readEach(reading, parents, { kind, open: (parent) => open(parent.id, parent) });
}

/**
 * Reads something of each item, several at once, in the items' order.
 *
 * An object that was deleted after its list was read (404) is passed over. One that may not be
 * read (402, 403) or that lacks a part makes the read incomplete: the others are loaded, nothing
 * counts as deleted. Returns whether everything was read.
 */
export async function* readEach<Item extends { readonly id?: unknown }>(
  reading: Pick<Reading, "concurrency" | "incomplete">,
  items: Iterable<Item> | AsyncIterable<Item>,
  { kind, open }: { readonly kind: string; open(item: Item): AsyncIterable<ServerObject> },
): AsyncGenerator<ServerObject, boolean> {
  let isComplete = true;
  for await (const { item, elements } of readAhead(items, reading.concurrency, open)) {
    try {
      yield* elements;
    } catch (error) {
      const reason = whyIncomplete(error);
      if (reason === undefined) throw error;
      if (reason === "") continue;
      isComplete = false;
      reading.incomplete(`${kind} ${item.id}: ${reason}`);
    }
  }
  return isComplete;
}

/** Empty for an object that is gone; undefined for any other failure. */
function whyIncomplete(error: unknown): string | undefined {
  if (error instanceof IncompleteReadError) return error.message;
  if (!(error instanceof NotAvailableError)) return undefined;
  return error.reason === "missing_row" ? "" : error.message;
}
