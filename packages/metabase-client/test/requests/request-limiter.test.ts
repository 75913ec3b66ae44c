import { expect, test } from "vitest";
import { createRequestLimiter, intervalFor } from "../../src/requests/request-limiter.ts";

test.each([
  [10, 10, 1000],
  [2.5, 2, 800],
  [1, 1, 1000],
  [0.5, 1, 2000],
])("%d a second are at most %i in %i ms", (perSecond, intervalCap, interval) => {
  expect(intervalFor(perSecond)).toEqual({ intervalCap, interval, strict: true });
});

test("without a rate there is no interval", () => {
  expect(intervalFor(Number.POSITIVE_INFINITY)).toBeUndefined();
});

test("an aborted task does not wait for its turn", async () => {
  const limiter = createRequestLimiter({ maxConcurrentRequests: 1, requestsPerSecond: 1000 });
  const abort = new AbortController();
  let finish = (): void => {};
  const first = limiter.run(
    () => new Promise<void>((resolve) => (finish = resolve)),
    new AbortController().signal,
  );

  const second = limiter.run(async () => {}, abort.signal);
  abort.abort(new Error("enough"));

  await expect(second).rejects.toThrow("enough");
  finish();
  await first;
});
