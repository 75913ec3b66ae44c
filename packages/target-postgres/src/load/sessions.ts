import type { Logger } from "@singer-metabase/singer-protocol";
import type { Connection } from "../postgres.ts";
import { LANES } from "./row-key.ts";

/** What sessions are opened with. */
export interface SessionsOptions {
  /** The session that is open already, and stays its owner's. */
  readonly first: Connection;
  readonly open: () => Promise<Connection>;
  /** Most sessions that are used at the same time; 0 for as many as are of use. */
  readonly limit: number;
  readonly logger: Pick<Logger, "warn">;
}

/** The sessions of a run. Most streams are small and need no more than the first. */
export class Sessions {
  readonly #options: SessionsOptions;
  #opened: Promise<readonly Connection[]> | undefined;

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  /** The session for whatever is done alone. */
  get first(): Connection {
    return this.#options.first;
  }

  /** All sessions, the first among them; fewer than allowed when the server gives no more. */
  all(): Promise<readonly Connection[]> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Closes all but the first. */
  async close(): Promise<void> {
    const [, ...others] = (await this.#opened) ?? [];
    await Promise.all(others.map((connection) => connection.close()));
  }

  async #open(): Promise<readonly Connection[]> {
    const { first, open, limit, logger } = this.#options;
    const sessions = [first];
    try {
      while (sessions.length < Math.min(limit || LANES, LANES)) sessions.push(await open());
    } catch (error) {
      logger.warn(
        `loading with ${sessions.length} connection, which is slower; no further one: ${(error as Error).message}; set parallelism to 1 to be rid of this line`,
      );
    }
    return sessions;
  }
}
