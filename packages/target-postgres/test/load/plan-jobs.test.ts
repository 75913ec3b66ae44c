import { expect, test } from "vitest";
import { Batch } from "../../src/load/batch.ts";
import { ChunkPool } from "../../src/load/chunk-pool.ts";
import { type Job, planJobs, type StreamBatches } from "../../src/load/plan-jobs.ts";
import type { TableLoader } from "../../src/load/table-loader.ts";

const pool = new ChunkPool();
const KILOBYTE = 1024;

/** Streams with so many kilobytes each. They are told apart by their loaders, of which nothing is asked. */
function streams(...sizes: readonly number[]): StreamBatches[] {
  return sizes.map((size, index) => {
    const batch = new Batch(pool, undefined, 0);
    for (let row = 0; row < size; row += 1) batch.addText("x".repeat(KILOBYTE), row, row);
    return { loader: index as unknown as TableLoader, batches: [batch] };
  });
}

function describeJobs(jobs: readonly Job[]): string[] {
  return jobs.map((job) =>
    job
      .flat()
      .map(({ loader, lanes }) => `${loader as unknown as number}:${lanes.join("")}`)
      .join(" "),
  );
}

test.each([
  ["one small stream is one job", [10], 2, ["0:01"]],
  ["one large stream is split by its lanes", [600], 2, ["0:0", "0:1"]],
  ["one session alone needs no lanes", [600], 1, ["0:01"]],
  ["small streams go together", [1, 1, 1, 1], 1, ["0:01 1:01 2:01 3:01"]],
  ["both sessions get some of them", [100, 100, 100, 100], 2, ["0:01 1:01 2:01", "3:01"]],
  ["a large one beside small ones", [10, 900, 10], 2, ["1:0", "1:1", "0:01 2:01"]],
  [
    "many of middle size are not split",
    Array.from({ length: 8 }, () => 300),
    2,
    ["0:01 1:01", "2:01 3:01", "4:01 5:01", "6:01 7:01"],
  ],
])("%s", (_, sizes, sessions, jobs) => {
  expect(describeJobs(planJobs(streams(...sizes), sessions))).toEqual(jobs);
});

test("a transaction holds the locks of no more than 32 parts", () => {
  const jobs = planJobs(streams(...Array.from({ length: 70 }, () => 1)), 1);

  expect(jobs.map((job) => job.map(({ length }) => length))).toEqual([[32, 32, 6]]);
});
