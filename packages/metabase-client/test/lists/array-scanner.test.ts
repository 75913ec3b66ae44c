import { describe, expect, test } from "vitest";
import { ArrayScanner } from "../../src/lists/array-scanner.ts";

const TRICKY = [
  { id: 1, name: 'quote " brace } bracket ] comma , backslash \\' },
  { id: 2, nested: { list: [[{}], []], text: '\\"' } },
  {},
  { ключ: "ünïcödé 🎻", empty: "", data: [1, [2]] },
];

function scan(text: string, chunkBytes: number) {
  const bytes = Buffer.from(text);
  const scanner = new ArrayScanner();
  const elements: string[] = [];
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    for (const element of scanner.push(bytes.subarray(from, from + chunkBytes))) {
      elements.push(element.toString());
    }
  }
  return { elements, frame: scanner.frame(), isBroken: scanner.isBroken };
}

describe.each([1, 2, 3, 5, 7, 16, 1000])("in chunks of %i bytes", (chunkBytes) => {
  test.each([
    ["compact", JSON.stringify(TRICKY), []],
    ["indented", `\n ${JSON.stringify(TRICKY, undefined, 2)} \r\n`, []],
    [
      "in an envelope",
      JSON.stringify({ models: ["card"], data: TRICKY, total: 4, limit: null }),
      { models: ["card"], data: [], total: 4, limit: null },
    ],
    [
      "in an envelope that says data elsewhere, too",
      `{"a": {"data": [1]}, "b": "\\"data\\": [", "data" : ${JSON.stringify(TRICKY)}}`,
      { a: { data: [1] }, b: '"data": [', data: [] },
    ],
  ])("a list %s is cut into its elements", (_form, text, frame) => {
    const result = scan(text, chunkBytes);

    expect(result.elements.map((element) => JSON.parse(element))).toEqual(TRICKY);
    expect(JSON.parse(result.frame)).toEqual(frame);
    expect(result.isBroken).toBe(false);
  });

  test.each(["[]", " [ ] ", "[\n]"])("the empty list %j has no elements", (text) => {
    expect(scan(text, chunkBytes)).toEqual({
      elements: [],
      frame: text.replace(/\[\s*\]/, "[]"),
      isBroken: false,
    });
  });

  test.each([
    '[{"a":1}',
    '[{"a":1},',
    '[{"a":"x',
    '[{"a":1},{"b":[',
    "[",
    '{"data":[{"a":1}]',
    '{"data":[{"a":1}',
    '[{"a":1}]]',
    '[{"a":1}] {}',
  ])("the frame of %s is no whole JSON", (text) => {
    expect(() => JSON.parse(scan(text, chunkBytes).frame)).toThrow(SyntaxError);
  });

  test.each([
    "[1]",
    '["a"]',
    "[[{}]]",
    '[{"a":1},]',
    '[,{"a":1}]',
    '[{"a":1}{"b":2}]',
    "[{},<html>",
  ])("%s is broken", (text) => {
    expect(scan(text, chunkBytes).isBroken).toBe(true);
  });
});

test("the list of an envelope may have another name", () => {
  const scanner = new ArrayScanner("tables");

  const elements = scanner.push(Buffer.from('{"data":[1],"tables":[{"id":1}],"name":"x"}'));

  expect(elements.map(String)).toEqual(['{"id":1}']);
  expect(JSON.parse(scanner.frame())).toEqual({ data: [1], tables: [], name: "x" });
});

test("the elements keep their bytes", () => {
  expect(scan('[ {"b" : 1.50, "a":1e2} ,{"n":9007199254740993}]', 4).elements).toEqual([
    '{"b" : 1.50, "a":1e2}',
    '{"n":9007199254740993}',
  ]);
});

test("a large answer of another kind is given up early", () => {
  const scanner = new ArrayScanner();
  const html = Buffer.from(`<html>${"x".repeat(1024)}`);
  let pushed = 0;

  while (!scanner.isBroken && pushed < 10_000) {
    scanner.push(html);
    pushed += 1;
  }

  expect(pushed).toBeLessThan(1100);
});
