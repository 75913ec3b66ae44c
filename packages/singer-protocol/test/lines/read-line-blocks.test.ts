import { expect, test } from "vitest";
import { cutLine } from "../../src/lines/line-block.ts";
import { readLineBlocks } from "../../src/lines/read-line-blocks.ts";

async function* stream(...chunks: readonly string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test("a line over two chunks is a block of its own, the lines of a chunk are one", async () => {
  const groups: unknown[] = [];
  for await (const blocks of readLineBlocks(stream("one\ntw", "o\nthree\nfour\nfi", "ve"))) {
    groups.push(blocks.map(({ number, bytes, ends }) => [number, bytes.toString(), ends]));
  }

  expect(groups).toEqual([
    [[1, "one\n", [3]]],
    [
      [2, "two", [3]],
      [3, "three\nfour\n", [5, 10]],
    ],
    [[5, "five", [4]]],
  ]);
});

test("a line is cut out without its end; a blank one is none", () => {
  const block = { number: 1, bytes: Buffer.from("\uFEFFone\r\n \r\ntwo\n"), ends: [7, 10, 14] };

  expect(cutLine(block, 0, 0)).toEqual({ number: 1, bytes: Buffer.from("one") });
  expect(cutLine(block, 1, 8)).toBeUndefined();
  expect(cutLine(block, 2, 11)).toEqual({ number: 3, bytes: Buffer.from("two") });
});
