import type { Logger } from "@singer-metabase/singer-protocol";
import type { Connection } from "../postgres.ts";
import type { ReadyTable } from "../table/ensure-table.ts";
import { Overwrite } from "./overwrite.ts";

/** The overwritten tables of a run, one for each stream. */
export class Overwrites {
  readonly #connection: Connection;
  readonly #overwrites = new Map<string, Overwrite>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Gives undefined once the rows are in their place: then the stream is loaded into its table. */
  async open(stream: string, table: ReadyTable): Promise<Overwrite | undefined> {
    const overwrite =
      this.#overwrites.get(stream) ?? (await Overwrite.begin(this.#connection, table));
    this.#overwrites.set(stream, overwrite);
    return overwrite.isDone ? undefined : overwrite;
  }

  /** Gives up the rows that were to replace a table's, and have not. */
  async close(logger: Pick<Logger, "warn">): Promise<void> {
    for (const overwrite of this.#overwrites.values()) {
      if (overwrite.isDone) continue;
      await overwrite.drop(this.#connection).catch((error: Error) => {
        logger.warn(`the next run will drop what this one leaves: ${error.message}`);
      });
    }
  }
}
