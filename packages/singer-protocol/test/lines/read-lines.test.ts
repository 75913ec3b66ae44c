import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MessageError } from "../../src/errors.ts";
import type { Line } from "../../src/lines/line.ts";
import { readLines } from "../../src/lines/read-lines.ts";

async function* stream(...chunks: readonly (Uint8Array | string)[]) {
  for (const chunk of chunks) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

async function collect(input: AsyncIterable<Uint8Array>): Promise<(readonly [number, string])[]> {
  const found: (readonly [number, string])[] = [];
  for await (const lines of readLines(input)) {
    found.push(...lines.map(({ number, bytes }) => [number, bytes.toString()] as const));
  }
  return found;
}

describe("where a line ends", () => {
  test.each([
    [
      "LF",
      "one\ntwo\n",
      [
        [1, "one"],
        [2, "two"],
      ],
    ],
    [
      "CRLF",
      "one\r\ntwo\r\n",
      [
        [1, "one"],
        [2, "two"],
      ],
    ],
    [
      "a last line without an end",
      "one\ntwo",
      [
        [1, "one"],
        [2, "two"],
      ],
    ],
    [
      "not at a bare CR",
      "o\rne\ntwo\n",
      [
        [1, "o\rne"],
        [2, "two"],
      ],
    ],
    ["not at U+2028 or U+0085", "o\u2028n\u0085e\n", [[1, "o\u2028n\u0085e"]]],
    ["a byte order mark is no text", "\uFEFFone\n", [[1, "one"]]],
    [
      "a byte order mark elsewhere is text",
      "one\n\uFEFFtwo\n",
      [
        [1, "one"],
        [2, "\uFEFFtwo"],
      ],
    ],
    [
      "blank lines count and are skipped",
      "\n \t\r\none\n\n\ntwo\n\n",
      [
        [3, "one"],
        [6, "two"],
      ],
    ],
    ["an empty input has no lines", "", []],
    ["a byte order mark alone is blank", "\uFEFF", []],
  ])("%s", async (_, text, expected) => {
    expect(await collect(stream(text))).toEqual(expected);
  });
});

test("wherever the input is cut into chunks, the lines are the same", async () => {
  const bytes = Buffer.from('\uFEFFfirst\r\n\r\n{"a":"äöü 🙂"}\n\nlast \u4f60\u597d');
  const whole = await collect(stream(bytes));

  for (let first = 0; first <= bytes.length; first += 1) {
    for (let second = first; second <= bytes.length; second += 1) {
      const parts = [
        bytes.subarray(0, first),
        bytes.subarray(first, second),
        bytes.subarray(second),
      ];
      expect(await collect(stream(...parts))).toEqual(whole);
    }
  }
  expect(whole).toEqual([
    [1, "first"],
    [3, '{"a":"äöü 🙂"}'],
    [5, "last 你好"],
  ]);
});

test("one byte at a time gives the same lines, too", async () => {
  const bytes = Buffer.from("ä\r\n🙂\nend");

  const lines = await collect(stream(...[...bytes].map((byte) => Uint8Array.of(byte))));

  expect(lines).toEqual([
    [1, "ä"],
    [2, "🙂"],
    [3, "end"],
  ]);
});

test("the lines of a chunk come together", async () => {
  const groups: (readonly Line[])[] = [];
  for await (const lines of readLines(stream("1\n2\n3", "4\n5\n", "6"))) groups.push(lines);

  expect(groups.map((lines) => lines.map(({ bytes }) => bytes.toString()))).toEqual([
    ["1", "2"],
    ["34", "5"],
    ["6"],
  ]);
});

test("a line made of many chunks is whole", async () => {
  const chunk = Buffer.alloc(65_536, "x");
  const chunks = Array.from({ length: 640 }, () => chunk);

  const lines = await collect(stream(...chunks, "\n", "next\n"));

  expect(lines.map(([number, { length }]) => [number, length])).toEqual([
    [1, 640 * 65_536],
    [2, 4],
  ]);
});

test.each([
  ["over chunks", ["ok\n12345", "6789", "0\nnext\n"]],
  ["in one chunk", ["ok\n123456789\nnext\n"]],
  ["that ends in the next chunk", ["ok\n12345678", "9\nnext\n"]],
  ["that never ends", ["ok\n12345678", "9"]],
])(
  "a line longer than the longest string, %s, is an error after the lines before it",
  async (_, chunks) => {
    const seen: string[] = [];
    const reading = (async () => {
      for await (const lines of readLines(stream(...chunks), { maxLineBytes: 8 })) {
        seen.push(...lines.map(({ bytes }) => bytes.toString()));
      }
    })();

    await expect(reading).rejects.toThrow(MessageError);
    await expect(reading).rejects.toThrow("line 2: longer than 8 bytes");
    expect(seen).toEqual(["ok"]);
  },
);

test("a line as long as the longest string is read", async () => {
  const lines = readLines(stream("1234", "5678", "\n"), { maxLineBytes: 8 });

  expect((await lines.next()).value).toEqual([{ number: 1, bytes: Buffer.from("12345678") }]);
});

test("lines stay as they are while later ones are read", async () => {
  const kept: Line[] = [];
  for await (const lines of readLines(stream("aa", "aa", "a\nb", "bbb", "b\ncc", "ccc")))
    kept.push(...lines);

  expect(kept.map(({ bytes }) => bytes.toString())).toEqual(["aaaaa", "bbbbb", "ccccc"]);
});

test("a file is read as it is, with every byte in its place", async () => {
  const folder = await mkdtemp(join(tmpdir(), "lines-"));
  try {
    const path = join(folder, "input.jsonl");
    const expected = Array.from(
      { length: 20_000 },
      (_, index) => `${index} ${"é".repeat(index % 97)}`,
    );
    await writeFile(path, `${expected.join("\n")}\n`);

    const lines = await collect(createReadStream(path, { highWaterMark: 1_009 }));

    expect(lines.map(([, text]) => text)).toEqual(expected);
  } finally {
    await rm(folder, { recursive: true });
  }
});
