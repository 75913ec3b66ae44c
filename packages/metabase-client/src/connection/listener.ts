import { followSignal } from "./follow-signal.ts";
import { networkError } from "./network-error.ts";

/** One ear on a server, for the time of one request. */
export interface Listener {
  /** Aborted when the server was silent for too long, when the caller gives up, and at the end. */
  readonly signal: AbortSignal;
  /**
   * Waits for what the server does next. Between two waits no time counts: a slow reader does not
   * make the server look silent.
   *
   * @throws {NetworkError} when it fails or takes too long; the caller's reason when that gave up
   */
  wait<Value>(next: Promise<Value>): Promise<Value>;
  /** Ends what is still on the way. */
  end(): void;
}

/** Why a request is aborted that is over; nobody waits for it any more. */
const ENDED = "the request has ended";

/** Starts listening. `server` is how an error names it. */
export function listenTo(
  server: string,
  options: {
    readonly request: Parameters<typeof networkError>[0];
    readonly idleTimeoutSeconds: number;
    readonly signal: AbortSignal;
  },
): Listener {
  const { request, idleTimeoutSeconds, signal } = options;
  const { controller, release } = followSignal(signal);
  return {
    signal: controller.signal,

    async wait(next) {
      let isSilent = false;
      const timer = setTimeout(() => {
        isSilent = true;
        controller.abort();
      }, idleTimeoutSeconds * 1000);
      try {
        return await next;
      } catch (cause) {
        signal.throwIfAborted();
        const why = isSilent ? { silentForSeconds: idleTimeoutSeconds } : { cause };
        throw networkError(request, server, why);
      } finally {
        clearTimeout(timer);
      }
    },

    end() {
      release();
      // A reason of our own: Node would make an error with a stack for each request.
      controller.abort(ENDED);
    },
  };
}
