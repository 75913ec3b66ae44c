import type { RowKey } from "./row-key.ts";

/** Whole numbers as ranges: the first and the last of each. */
export interface KeyRanges {
  readonly firsts: readonly number[];
  readonly lasts: readonly number[];
}

/** So many ranges are no burden, however few keys they stand for. */
const FEW = 1000;

/** Finds the runs of keys that follow each other, as most tables' do when a tap sends them in order. */
export class RangeFinder {
  #firsts: number[] = [];
  #lasts: number[] = [];
  #last = Number.NaN;
  #keys = 0;
  #isHopeless = false;

  add(key: RowKey | undefined): void {
    if (this.#isHopeless) return;
    if (typeof key !== "number") {
      this.#giveUp();
      return;
    }
    this.#keys += 1;
    if (key === this.#last + 1) {
      this.#lasts[this.#lasts.length - 1] = key;
    } else {
      this.#firsts.push(key);
      this.#lasts.push(key);
      if (this.#firsts.length > FEW + this.#keys / 2) this.#giveUp();
    }
    this.#last = key;
  }

  /** Undefined where a key is no number, and where ranges would be hardly fewer than the keys. */
  get ranges(): KeyRanges | undefined {
    return this.#isHopeless ? undefined : { firsts: this.#firsts, lasts: this.#lasts };
  }

  #giveUp(): void {
    this.#isHopeless = true;
    this.#firsts = [];
    this.#lasts = [];
  }
}
