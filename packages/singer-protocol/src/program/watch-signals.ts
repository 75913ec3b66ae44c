import { constants } from "node:os";

/** Why a run was asked to stop. */
export class SignalReceived extends Error {
  override readonly name = "SignalReceived";
  readonly code = "SINGER_SIGNAL";
  readonly signal: WatchedSignal;
  /** What the shell calls the death by this signal: 128 plus its number. */
  readonly exitCode: number;

  constructor(signal: WatchedSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
    this.exitCode = 128 + constants.signals[signal];
  }
}

type WatchedSignal = "SIGINT" | "SIGTERM";

/** Ctrl-C under Meltano sends SIGINT and, about 10 ms later, SIGTERM: together they are one. */
const ONE_SIGNAL_MS = 2_000;

/** How long a program may take to end in good order. */
const GRACE_MS = 10_000;

/** The events of a process that the watch listens to. */
export interface SignalSource {
  on(signal: WatchedSignal, listener: (signal: WatchedSignal) => void): unknown;
}

/** The clock of the watch. */
export interface SignalClock {
  readonly now: () => number;
  readonly afterMs: (ms: number, act: () => void) => void;
}

const realClock: SignalClock = {
  now: () => performance.now(),
  afterMs: (ms, act) => void setTimeout(act, ms).unref(),
};

/**
 * Aborts a signal on the first SIGINT or SIGTERM. Another one within two seconds is the same wish;
 * a later one, or ten seconds without an end, ends at once.
 */
export function watchSignals(
  source: SignalSource,
  endAtOnce: (exitCode: number) => void,
  clock: SignalClock = realClock,
): AbortController {
  const controller = new AbortController();
  let first: { readonly at: number; readonly reason: SignalReceived } | undefined;

  const receive = (signal: WatchedSignal): void => {
    if (first === undefined) {
      const reason = new SignalReceived(signal);
      first = { at: clock.now(), reason };
      clock.afterMs(GRACE_MS, () => endAtOnce(reason.exitCode));
      controller.abort(reason);
    } else if (clock.now() - first.at >= ONE_SIGNAL_MS) {
      endAtOnce(first.reason.exitCode);
    }
  };
  source.on("SIGINT", receive);
  source.on("SIGTERM", receive);
  return controller;
}
