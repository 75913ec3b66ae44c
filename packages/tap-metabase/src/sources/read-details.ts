import { NotAvailableError } from "@singer-metabase/metabase-client";
import type { ServerObject } from "../records/server-object.ts";
import type { Reading } from "../source.ts";
import { readAhead } from "./read-ahead.ts";

/** How to read one object of a parent's list in detail. */
export interface DetailRead {
  /** What the object is called in messages: `dashboard`. */
  readonly kind: string;
  open(id: number): AsyncIterable<ServerObject>;
}

/**
 * Reads the details of every object in the parent's list, several at once, in the list's order.
 *
 * An object that was deleted after its list was read (404) is passed over. One that may not be
 * read (402, 403) makes the read incomplete: the others are loaded, nothing counts as deleted.
 */
export async function* readDetails(
  reading: Reading,
  { kind, open }: DetailRead,
): AsyncGenerator<ServerObject> {
  const ids = await reading.parentIds();
  for await (const { item: id, elements } of readAhead(ids, reading.concurrency, open)) {
    try {
      yield* elements;
    } catch (error) {
      if (!(error instanceof NotAvailableError)) throw error;
      if (error.reason !== "missing_row") reading.incomplete(`${kind} ${id}: ${error.message}`);
    }
  }
}
