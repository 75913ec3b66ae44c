import { expect, test } from "vitest";
import { EpochSize } from "../../src/load/epoch-size.ts";

const MEGABYTE = 1024 * 1024;

/** After how many bytes of one stream each of the first epochs is loaded. */
function loadSizes(isServerIdle: boolean, maxBytes: number): number[] {
  const size = new EpochSize({ maxBytes, maxRows: undefined });
  const row = MEGABYTE / 4;
  return Array.from({ length: 6 }, () => {
    let openBytes = 0;
    do {
      openBytes += row;
      size.addRecord(row);
    } while (!size.isEnough({ openRows: 1, openBytes }, isServerIdle));
    size.reset();
    return openBytes / MEGABYTE;
  });
}

test("a server that waits gets a small batch first, and larger ones up to half of the memory", () => {
  expect(loadSizes(true, 24 * MEGABYTE)).toEqual([1, 2, 4, 8, 12, 12]);
});

test("while the server is at work as much gathers as may", () => {
  expect(loadSizes(false, 24 * MEGABYTE)).toEqual([12, 12, 12, 12, 12, 12]);
});

test("many small streams are not loaded one by one, even when the server waits", () => {
  const size = new EpochSize({ maxBytes: 24 * MEGABYTE, maxRows: undefined });
  size.addRecord(10 * MEGABYTE);

  expect(size.isEnough({ openRows: 1, openBytes: MEGABYTE / 10 }, true)).toBe(false);
});

test("a stream is loaded when it has the rows that one transaction may take", () => {
  const size = new EpochSize({ maxBytes: 24 * MEGABYTE, maxRows: 3 });

  expect(size.isEnough({ openRows: 2, openBytes: 20 }, false)).toBe(false);
  expect(size.isEnough({ openRows: 3, openBytes: 30 }, false)).toBe(true);
});
