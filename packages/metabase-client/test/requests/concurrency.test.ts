import { expect, test } from "vitest";
import {
  afterOverload,
  afterRound,
  type Concurrency,
  firstConcurrency,
} from "../../src/requests/concurrency.ts";

const free = (limit: number): Concurrency => ({ limit, isCareful: false });
const careful = (limit: number): Concurrency => ({ limit, isCareful: true });

test.each([
  [8, 2],
  [2, 2],
  [1, 1],
])("with a maximum of %i it starts with %i", (maximum, first) => {
  expect(firstConcurrency(maximum)).toEqual(free(first));
});

test.each([
  ["grows by its root at the usual pace", free(4), 1, 6],
  ["grows by its root a little slower than usual", free(4), 1.5, 6],
  ["shrinks as far as it waits", free(16), 3, 12],
  ["shrinks by half at most", free(16), 100, 12],
  ["never exceeds the maximum", free(15), 1, 16],
  ["grows by one after a back-off", careful(4), 1, 5],
  ["never falls below two", careful(2), 100, 2],
])("a limit %s", (_what, before, slowdown, after) => {
  expect(afterRound(before, slowdown, 16)).toEqual({ ...before, limit: after });
});

test.each([
  [free(8), 4],
  [careful(5), 2.5],
  [free(3), 2],
])("too much halves %o to %d and makes it careful", (before, after) => {
  expect(afterOverload(before, 8)).toEqual(careful(after));
});

test("a maximum of one is kept whatever happens", () => {
  expect(afterRound(free(1), 1, 1).limit).toBe(1);
  expect(afterOverload(free(1), 1).limit).toBe(1);
});

test("the default maximum is reached within 17 requests", () => {
  let concurrency = firstConcurrency(8);
  let requests = 0;
  while (concurrency.limit < 8) {
    requests += Math.floor(concurrency.limit);
    concurrency = afterRound(concurrency, 1, 8);
  }

  expect(requests).toBe(17);
});

test.each([
  [4, 9],
  [8, 16],
  [15, 28],
  [1000, 64],
])("with a server that does %i at once it settles at %i of 64", (capacity, settled) => {
  let concurrency = firstConcurrency(64);
  for (let round = 0; round < 100; round += 1) {
    concurrency = afterRound(concurrency, Math.max(1, concurrency.limit / capacity), 64);
  }

  expect(Math.round(concurrency.limit)).toBe(settled);
});
