import { expect, onTestFinished, test } from "vitest";
import { SpoolFile } from "../../src/lists/spool-file.ts";
import { collect } from "../connect.ts";

const KIB = 1024;

function createSpool(): SpoolFile {
  const spool = new SpoolFile();
  onTestFinished(() => spool.close());
  return spool;
}

test.each([
  ["none", []],
  ["small ones", [1, 2, 3]],
  ["empty ones", [0, 0, 5, 0]],
  ["ones around the size of a block", [256 * KIB - 4, 256 * KIB, 256 * KIB + 1, 256 * KIB - 5]],
  ["a length that is cut by a block's end", [256 * KIB - 6, 7]],
  ["a large one between small ones", [10, 3000 * KIB, 10]],
  ["many", Array.from({ length: 5000 }, (_, index) => (index * 37) % 500)],
])("items come back as they were written: %s", async (_what, sizes) => {
  const spool = createSpool();
  const items = sizes.map((size, index) => Buffer.alloc(size, index));

  for (const item of items) await spool.write([item]);
  await spool.flush();

  const read = await collect(spool.read());
  expect(read.map(({ length }) => length)).toEqual(sizes);
  expect(read.every((item, index) => items[index]?.equals(item))).toBe(true);
});
