import type { AnswerTimes } from "../facts.ts";
import type { RequestEvent } from "../options.ts";
import type { Exchange } from "./exchange.ts";

/** Reports every exchange when its answer begins, and when it has ended, well or not. */
export function observeExchange(
  exchange: Exchange,
  observer: {
    readonly onAnswer?: (times: AnswerTimes) => void;
    readonly onEnd: (event: RequestEvent) => void;
    readonly now: () => number;
  },
): Exchange {
  const { now } = observer;
  return async (request, consume, signal) => {
    const sentAt = now();
    let status: number | undefined;
    try {
      return await exchange(
        request,
        (response) => {
          status = response.status;
          observer.onAnswer?.({ sentAt, answeredAt: now(), date: response.headers.get("date") });
          return consume(response);
        },
        signal,
      );
    } finally {
      observer.onEnd({
        method: request.method,
        path: request.path.split("?", 1)[0] ?? request.path,
        status,
        durationSeconds: (now() - sentAt) / 1000,
        attempt: request.attempt ?? 1,
      });
    }
  };
}
