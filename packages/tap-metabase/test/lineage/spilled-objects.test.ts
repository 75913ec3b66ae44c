import { ExactDecimal } from "@singer-metabase/metabase-client";
import { expect, test } from "vitest";
import { SpilledObjects } from "../../src/lineage/spilled-objects.ts";

async function spill<Item>(items: readonly Item[]): Promise<Item[]> {
  const spilled = new SpilledObjects<Item>();
  try {
    for (const item of items) await spilled.add(item);
    const all: Item[] = [];
    for await (const item of spilled.all()) all.push(item);
    return all;
  } finally {
    await spilled.close();
  }
}

test("objects come back in their order, from disk and from memory", async () => {
  const items = Array.from({ length: 30 }, (_, id) => ({ id, text: "x".repeat(20_000) }));

  expect(await spill(items)).toEqual(items);
});

test("numbers that a double does not hold come back as they were", async () => {
  const items = [
    { default: 12345678901234567890n },
    { default: new ExactDecimal("0.12345678901234567890") },
  ];

  expect(await spill(items)).toEqual(items);
});
