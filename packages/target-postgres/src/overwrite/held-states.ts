import type { PendingState } from "../load/load-epoch.ts";

/** A state that follows rows which are not in their tables yet. */
interface HeldState {
  readonly json: string;
  /** The streams whose tables lack them. */
  readonly waitsFor: Set<string>;
}

/** Holds states back until the rows before them are in their tables, in all streams. */
export class HeldStates {
  readonly #offer: (json: string) => Promise<void>;
  #held: HeldState[] = [];

  /** `offer` gets the newest state that is safe. */
  constructor(offer: (json: string) => Promise<void>) {
    this.#offer = offer;
  }

  /** Takes states before which everything is committed, in their order. */
  async take(states: readonly PendingState[]): Promise<void> {
    for (const { json, waitsFor = [] } of states) {
      const last = this.#held.at(-1);
      const isReplaced =
        last?.waitsFor.size === waitsFor.length &&
        waitsFor.every((name) => last.waitsFor.has(name));
      // Of states that wait for the same only the newest can matter.
      if (isReplaced) this.#held.pop();
      this.#held.push({ json, waitsFor: new Set(waitsFor) });
    }
    await this.#release();
  }

  /** Notes that a stream's rows are in its table. */
  async release(stream: string): Promise<void> {
    for (const { waitsFor } of this.#held) waitsFor.delete(stream);
    await this.#release();
  }

  async #release(): Promise<void> {
    const newest = this.#held.findLastIndex(({ waitsFor }) => waitsFor.size === 0);
    const state = this.#held[newest];
    if (state === undefined) return;
    this.#held = this.#held.slice(newest + 1);
    await this.#offer(state.json);
  }
}
