import { setTimeout } from "node:timers/promises";
import type { Sleep } from "../options.ts";

/** Waits in real time. */
export const sleep: Sleep = async (milliseconds, signal) => {
  try {
    await setTimeout(milliseconds, undefined, signal && { signal });
  } catch (error) {
    // Node rejects with an AbortError of its own and keeps the reason inside.
    signal?.throwIfAborted();
    throw error;
  }
};
