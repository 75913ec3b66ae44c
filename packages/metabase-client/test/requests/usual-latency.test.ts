import { expect, test } from "vitest";
import { UsualLatency } from "../../src/requests/usual-latency.ts";

/** The slowdown of the last of these requests. */
function lastOf(requests: readonly (readonly [path: string, milliseconds: number])[]): number {
  const usual = new UsualLatency();
  return requests.map(([path, milliseconds]) => usual.slowdown(path, milliseconds)).at(-1) ?? 0;
}

const repeated = (times: number, path: string, milliseconds: number) =>
  Array.from({ length: times }, () => [path, milliseconds] as const);

test.each<[string, Parameters<typeof lastOf>[0], number]>([
  ["the first request is as usual", [["/api/card", 5000]], 1],
  [
    "objects of a kind are compared",
    [
      ["/api/card/1", 90],
      ["/api/card/22", 290],
    ],
    3,
  ],
  [
    "kinds are not compared",
    [
      ["/api/card/1", 90],
      ["/api/dashboard/1", 290],
    ],
    1,
  ],
  [
    "a list is no object",
    [
      ["/api/card/1", 90],
      ["/api/card", 290],
    ],
    1,
  ],
  [
    "a few milliseconds are noise",
    [
      ["/api/card/1", 0],
      ["/api/card/1", 4],
    ],
    1.4,
  ],
  ["a slow beginning is soon forgotten", [["/api/x", 990], ...repeated(50, "/api/x", 90)], 1],
  ["a slow hour is forgotten in the end", [["/api/x", 90], ...repeated(1000, "/api/x", 390)], 1],
  ["a slow moment is none", [["/api/x", 90], ...repeated(5, "/api/x", 390)], 3.96],
])("%s", (_what, requests, slowdown) => {
  expect(lastOf(requests)).toBeCloseTo(slowdown, 1);
});
