import type { LineWriter } from "@singer-metabase/singer-protocol";

/** A line costs Meltano some 13 ms, so there is at most one in this time. */
const MIN_INTERVAL_MS = 1_000;

/** The clock of a {@link StateWriter}. */
export interface StateClock {
  readonly now: () => number;
  readonly setTimeout: (act: () => void, ms: number) => NodeJS.Timeout;
}

/** Writes states that are safe to stdout: the newest as early as it is allowed, and always the last. */
export class StateWriter {
  readonly #output: LineWriter;
  readonly #clock: StateClock;
  #waiting: string | undefined;
  #written: string | undefined;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  constructor(output: LineWriter, clock: StateClock) {
    this.#output = output;
    this.#clock = clock;
  }

  /** The last state that was written. */
  get written(): string | undefined {
    return this.#written;
  }

  /** Takes a state, as JSON text, before which everything is committed. */
  async offer(state: string): Promise<void> {
    this.#waiting = state;
    if (this.#timer !== undefined) return;
    const wait = this.#writtenAt + MIN_INTERVAL_MS - this.#clock.now();
    if (wait <= 0) return this.#write();
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      // A closed output is told to the next caller.
      this.#write().catch(() => {});
    }, wait);
  }

  /** Writes what waits, and returns when all has left the process. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#write();
    await this.#output.flush();
  }

  async #write(): Promise<void> {
    const state = this.#waiting;
    this.#waiting = undefined;
    if (state === undefined || state === this.#written) return;
    this.#written = state;
    this.#writtenAt = this.#clock.now();
    await this.#output.write(state);
  }
}
