import { setMaxListeners } from "node:events";

/** A controller that is aborted with another's signal, until it is released. */
export interface Follower {
  readonly controller: AbortController;
  release(): void;
}

/**
 * Lets many listeners hang on one that goes away, instead of on a signal that lives as long as the
 * program: Node warns of more than ten there, and `AbortSignal.any` leaves something behind each time.
 */
export function followSignal(signal: AbortSignal | undefined): Follower {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  const abort = (): void => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort, { once: true });
  return { controller, release: () => signal?.removeEventListener("abort", abort) };
}
