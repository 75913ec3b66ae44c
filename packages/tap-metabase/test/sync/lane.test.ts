import { expect, test, vi } from "vitest";
import { TemporaryFileError } from "../../src/errors.ts";
import { Lane, LaneClosedError } from "../../src/sync/lane.ts";

async function collect(lane: Lane): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of lane.batches()) lines.push(...batch);
  return lines;
}

test("lines come out in the order in which they went in", async () => {
  const lane = new Lane({ maxWaiting: 100, overflow: "wait" });
  const lines = collect(lane);

  await lane.push("a");
  await lane.push("b");
  lane.end();

  expect(await lines).toEqual(["a", "b"]);
});

test("a lane that waits holds its writer up until somebody takes the lines", async () => {
  const lane = new Lane({ maxWaiting: 3, overflow: "wait" });
  let went = false;

  const full = lane.push("four")?.then(() => {
    went = true;
  });
  await Promise.resolve();
  expect(went).toBe(false);
  const batches = lane.batches();
  expect((await batches.next()).value).toEqual(["four"]);
  const next = batches.next();
  await full;

  expect(went).toBe(true);
  lane.end();
  expect((await next).done).toBe(true);
});

test("a lane that spills takes everything before the first line is read, and keeps the order", async () => {
  const lane = new Lane({ maxWaiting: 20, overflow: "spill" });
  const written = Array.from(
    { length: 1000 },
    (_, index) => `line ${index} é ${"x".repeat(index % 50)}`,
  );

  for (const line of written) await lane.push(line);
  lane.end();

  expect(await collect(lane)).toEqual(written);
  await lane.close();
});

test("a lane that spills can be read while it is written", async () => {
  const lane = new Lane({ maxWaiting: 20, overflow: "spill" });
  const written = Array.from({ length: 300 }, (_, index) => `line ${index}`);
  const lines = collect(lane);

  for (const line of written) await lane.push(line);
  lane.end();

  expect(await lines).toEqual(written);
  await lane.close();
});

test("closing releases a writer that is held up and refuses what comes later", async () => {
  const lane = new Lane({ maxWaiting: 3, overflow: "wait" });
  const full = lane.push("four");

  await lane.close();

  await expect(full).rejects.toThrow(LaneClosedError);
  await expect(lane.push("x")).rejects.toThrow(LaneClosedError);
});

test("closing while the first lines spill refuses them", async () => {
  const lane = new Lane({ maxWaiting: 3, overflow: "spill" });
  const spilling = lane.push("four");

  await lane.close();

  await expect(spilling).rejects.toThrow(LaneClosedError);
});

test("a folder for temporary files that cannot be used is named, with the way out", async () => {
  vi.stubEnv("TMPDIR", "/does/not/exist");
  const lane = new Lane({ maxWaiting: 3, overflow: "spill" });

  const spilling = lane.push("four");

  await expect(spilling).rejects.toThrow(TemporaryFileError);
  await expect(spilling).rejects.toThrow(/\/does\/not\/exist.*TMPDIR/);
});
