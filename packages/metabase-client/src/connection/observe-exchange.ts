import type { RequestEvent } from "../options.ts";
import type { Exchange } from "./exchange.ts";

/** Reports every exchange when it has ended, well or not. */
export function observeExchange(
  exchange: Exchange,
  onRequest: (event: RequestEvent) => void,
  now: () => number,
): Exchange {
  return async (request, consume, signal) => {
    const startedAt = now();
    let status: number | undefined;
    try {
      return await exchange(
        request,
        (response) => {
          status = response.status;
          return consume(response);
        },
        signal,
      );
    } finally {
      onRequest({
        method: request.method,
        path: request.path.split("?", 1)[0] ?? request.path,
        status,
        durationSeconds: (now() - startedAt) / 1000,
        attempt: request.attempt ?? 1,
      });
    }
  };
}
