import { constants } from "node:os";

/** Why a run was asked to stop. */
export class SignalReceived extends Error {
  override readonly name = "SignalReceived";
  readonly code = "SINGER_SIGNAL";
  readonly signal: WatchedSignal;
  /** What a shell reports for a death by this signal: 128 plus its number. */
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

/** What happens on signals, and the clock they are held against. */
export interface SignalReactions {
  readonly onFirst: (reason: SignalReceived) => void;
  readonly endAtOnce: (reason: SignalReceived) => void;
  readonly now?: () => number;
  /** Acts after a time, without keeping the process alive for it. */
  readonly afterMs?: (ms: number, act: () => void) => void;
}

/**
 * Aborts on the first SIGINT or SIGTERM. Another one within two seconds is the same wish; a later
 * one, or ten seconds without an end, ends at once.
 */
export function watchSignals(
  source: { on(signal: WatchedSignal, listener: (signal: WatchedSignal) => void): unknown },
  reactions: SignalReactions,
): AbortController {
  const {
    onFirst,
    endAtOnce,
    now = () => performance.now(),
    afterMs = (ms, act) => void setTimeout(act, ms).unref(),
  } = reactions;
  const controller = new AbortController();
  let first: { readonly at: number; readonly reason: SignalReceived } | undefined;

  const receive = (signal: WatchedSignal): void => {
    if (first === undefined) {
      const reason = new SignalReceived(signal);
      first = { at: now(), reason };
      afterMs(GRACE_MS, () => endAtOnce(reason));
      onFirst(reason);
      controller.abort(reason);
    } else if (now() - first.at >= ONE_SIGNAL_MS) {
      endAtOnce(first.reason);
    }
  };
  source.on("SIGINT", receive);
  source.on("SIGTERM", receive);
  return controller;
}
