import { expect, test } from "vitest";
import { createScene } from "../harness/create-scene.ts";

const LIMIT = 150 * 1024 * 1024;

test("a list of 60 MB passes through both programs in less than 150 MB each", async () => {
  const scene = await createScene({ cards: 3_000, cardBytes: 20_000, dashboards: 10 });

  const { tap, target } = await scene.run({ tap: { stream_groups: ["content"] } });

  expect([tap.status, target.status]).toEqual([0, 0]);
  expect(tap.peakMemory).toBeLessThan(LIMIT);
  expect(target.peakMemory).toBeLessThan(LIMIT);
});
