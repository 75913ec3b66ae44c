import { setTimeout } from "node:timers/promises";
import type { Logger } from "@singer-metabase/singer-protocol";
import type { Attempt, Connection } from "./postgres.ts";
import type { Statement } from "./script.ts";
import { readTransience } from "./transience.ts";

/** How long and how a session that failed is tried again. */
export interface SessionOptions {
  readonly open: () => Promise<Connection>;
  readonly retryForMs: number;
  /** Ends the waiting: whoever wants the program to stop does not want it to wait for a server. */
  readonly signal: AbortSignal;
  readonly logger: Pick<Logger, "warn">;
  readonly sleep?: (ms: number) => Promise<unknown>;
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/** A connection that is opened anew when it breaks. */
export class Session implements Connection {
  readonly #options: SessionOptions;
  #connection: Connection;

  private constructor(connection: Connection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  static async open(options: SessionOptions): Promise<Session> {
    return new Session(await options.open(), options);
  }

  get serverVersion(): number {
    return this.#connection.serverVersion;
  }

  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]> {
    return this.#connection.query(sql, parameters);
  }

  execute(sql: string, parameters?: readonly unknown[]): Promise<readonly number[]> {
    return this.#connection.execute(sql, parameters);
  }

  run(statements: readonly Statement[]): Promise<readonly number[]> {
    return this.#connection.run(statements);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async recover(error: unknown, { earlier, startedAt }: Attempt): Promise<boolean> {
    const { retryForMs, signal, logger, sleep = setTimeout } = this.#options;
    let transience = readTransience(error);
    let failure = error;
    for (let tries = earlier; transience !== undefined && !signal.aborted; tries += 1) {
      const wait = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
      if (performance.now() + wait - startedAt > retryForMs) return false;
      logger.warn(`${(failure as Error).message}; trying again in ${wait / 1000} s`);
      await sleep(wait);
      if (transience === "repeat") return true;
      try {
        await this.#connection.close().catch(() => {});
        this.#connection = await this.#options.open();
        return true;
      } catch (reason) {
        failure = reason;
        transience = readTransience(reason);
      }
    }
    return false;
  }
}
