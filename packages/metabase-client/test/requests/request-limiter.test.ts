import { setMaxListeners } from "node:events";
import { expect, test, vi } from "vitest";
import { createRequestLimiter, intervalFor } from "../../src/requests/request-limiter.ts";
import { connect, watch } from "../connect.ts";
import { answerJson, serveOddly } from "../serve.ts";

const forever = new AbortController().signal;
setMaxListeners(0, forever);
/** No answer is slow for it, however busy the machine is. */
const now = () => 1000;
const paths = (count: number) => Array.from({ length: count }, (_, index) => `/api/x/${index}`);

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

test("the rate holds while the limit grows", async () => {
  vi.useFakeTimers();
  try {
    const limiter = createRequestLimiter({ maxConcurrentRequests: 50, requestsPerSecond: 10 }, now);
    let started = 0;
    const all = paths(35).map((path) => limiter.run(path, async () => (started += 1), forever));

    const startedBySecond: number[] = [];
    for (let second = 0; second < 4; second += 1) {
      await vi.advanceTimersByTimeAsync(second === 0 ? 999 : 1000);
      startedBySecond.push(started);
    }

    expect(startedBySecond).toEqual([10, 20, 30, 35]);
    await Promise.all(all);
  } finally {
    vi.useRealTimers();
  }
});

test("an aborted task does not wait for its turn", async () => {
  const limiter = createRequestLimiter({ maxConcurrentRequests: 1, requestsPerSecond: 1000 }, now);
  const abort = new AbortController();
  let finish = (): void => {};
  const first = limiter.run(
    "/api/x",
    () => new Promise<void>((resolve) => (finish = resolve)),
    forever,
  );

  const second = limiter.run("/api/x", async () => {}, abort.signal);
  abort.abort(new Error("enough"));

  await expect(second).rejects.toThrow("enough");
  finish();
  await first;
});

/**
 * A server that answers as soon as it has as many requests as the client lets out, and whose time
 * passes slower the more those exceed what it can do at once.
 */
async function serveCapacity(capacity: number, total: number) {
  let time = 0;
  let answered = 0;
  let waiting: (() => void)[] = [];
  const atOnce: number[] = [];
  const server = await serveOddly((request, response) => {
    waiting.push(() => answerJson("{}")(request, response));
    const { current } = client.facts().concurrency;
    if (waiting.length < current && answered + waiting.length < total) return;
    time += 100 * Math.max(1, waiting.length / capacity);
    atOnce.push(waiting.length);
    answered += waiting.length;
    for (const answer of waiting) answer();
    waiting = [];
  });
  const client = connect({
    baseUrl: server.url,
    maxConcurrentRequests: 32,
    now: () => time,
  });
  return { client, atOnce };
}

test("a server that keeps pace soon gets as many requests as allowed", async () => {
  const { client, atOnce } = await serveCapacity(32, 400);

  await Promise.all(paths(400).map((path) => client.getObject(path)));

  expect(atOnce.slice(0, 3)).toEqual([2, 3, 5]);
  expect(Math.max(...atOnce)).toBe(32);
  expect(client.facts().concurrency).toEqual({ current: 32, maximum: 32, overloads: 0 });
});

test("a server that queues beyond 4 at once gets few more", async () => {
  const { client, atOnce } = await serveCapacity(4, 200);

  await Promise.all(paths(200).map((path) => client.getObject(path)));

  expect(Math.max(...atOnce.slice(5))).toBeLessThan(16);
  expect(Math.min(...atOnce.slice(5, -1))).toBeGreaterThan(4);
});

test.each([429, 503])("a server that answers %i beyond 5 at once is read whole", async (status) => {
  let active = 0;
  const server = await serveOddly((request, response) => {
    active += 1;
    response.on("close", () => (active -= 1));
    const isTooMuch = active > 5;
    // Not at once: the requests of a moment meet.
    setImmediate(() => answerJson("{}", isTooMuch ? status : 200)(request, response));
  });
  const { client } = watch({ baseUrl: server.url, maxConcurrentRequests: 16, maxRetries: 50 });

  const answers = await Promise.all(paths(200).map((path) => client.getObject(path)));

  const { current, overloads } = client.facts().concurrency;
  expect(answers).toHaveLength(200);
  expect(overloads).toBeGreaterThan(0);
  expect(overloads).toBe(server.requests.length - 200);
  expect(current).toBeLessThan(16);
});

test("many failures at once halve the limit once", async () => {
  let isBusy = false;
  let held: (() => void)[] = [];
  const server = await serveOddly((request, response) => {
    if (!isBusy) return answerJson("{}")(request, response);
    held.push(() => response.destroy());
    if (held.length < 8) return;
    isBusy = false;
    for (const fail of held) fail();
    held = [];
  });
  const client = connect({ baseUrl: server.url, now });
  await Promise.all(paths(100).map((path) => client.getObject(path)));
  expect(client.facts().concurrency.current).toBe(8);

  isBusy = true;
  await Promise.all(paths(8).map((path) => client.getObject(path)));

  const { current, overloads } = client.facts().concurrency;
  expect(overloads).toBe(8);
  expect(current).toBeGreaterThanOrEqual(4);
});

test("a request that is refused says nothing about the load", async () => {
  const server = await serveOddly(answerJson("Not found.", 404));
  const client = connect({ baseUrl: server.url, now });

  await Promise.allSettled(paths(20).map((path) => client.getObject(path)));

  expect(client.facts().concurrency).toEqual({ current: 8, maximum: 8, overloads: 0 });
});

test("requests one after the other do not raise a limit that they do not reach", async () => {
  const client = connect({ baseUrl: (await serveOddly(answerJson("{}"))).url });

  for (const path of paths(10)) await client.getObject(path);

  expect(client.facts().concurrency.current).toBe(2);
});
