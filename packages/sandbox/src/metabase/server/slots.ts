/** Places for work that may be done at once; whoever finds none waits in line. */
export interface Slots {
  /** Does the work when there is a place, and tells it whether it had to wait for one. */
  run(work: (waited: boolean) => Promise<void>): Promise<void>;
  /** The most that was ever waiting or at work. */
  readonly peak: number;
}

/** A number of places. */
export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  let present = 0;
  let peak = 0;
  return {
    get peak() {
      return peak;
    },
    async run(work) {
      present += 1;
      peak = Math.max(peak, present);
      const waited = free === 0;
      if (waited) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        free -= 1;
      }
      try {
        await work(waited);
      } finally {
        present -= 1;
        const next = waiting.shift();
        if (next === undefined) {
          free += 1;
        } else {
          next();
        }
      }
    },
  };
}
