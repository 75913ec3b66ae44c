import { LosslessNumber } from "lossless-json";
import { expect, test } from "vitest";
import { formatMessage } from "../../src/messages/format-message.ts";
import type { Message } from "../../src/messages/message.ts";
import { parseMessage } from "../../src/messages/parse-message.ts";

const schema = { type: "object", properties: { id: { type: ["integer", "null"] } } };

const standardLines: readonly (readonly [string, Message, string])[] = [
  [
    "SCHEMA",
    { type: "SCHEMA", stream: "cards", schema, key_properties: ["id"] },
    '{"type":"SCHEMA","stream":"cards","schema":{"type":"object","properties":{"id":{"type":["integer","null"]}}},"key_properties":["id"]}',
  ],
  [
    "SCHEMA with bookmark properties",
    { type: "SCHEMA", stream: "a", schema: {}, key_properties: [], bookmark_properties: ["at"] },
    '{"type":"SCHEMA","stream":"a","schema":{},"key_properties":[],"bookmark_properties":["at"]}',
  ],
  [
    "RECORD",
    { type: "RECORD", stream: "cards", record: { id: 1, name: "ü" } },
    '{"type":"RECORD","stream":"cards","record":{"id":1,"name":"ü"}}',
  ],
  [
    "RECORD with a version and a time",
    {
      type: "RECORD",
      stream: "cards",
      record: {},
      version: 1732526643000,
      time_extracted: "2024-11-25T10:24:03Z",
    },
    '{"type":"RECORD","stream":"cards","record":{},"version":1732526643000,"time_extracted":"2024-11-25T10:24:03Z"}',
  ],
  [
    "RECORD with version 0",
    { type: "RECORD", stream: "cards", record: {}, version: 0 },
    '{"type":"RECORD","stream":"cards","record":{},"version":0}',
  ],
  [
    "STATE",
    { type: "STATE", value: { bookmarks: { cards: { version: 1 } } } },
    '{"type":"STATE","value":{"bookmarks":{"cards":{"version":1}}}}',
  ],
  [
    "ACTIVATE_VERSION",
    { type: "ACTIVATE_VERSION", stream: "cards", version: 1732526643000 },
    '{"type":"ACTIVATE_VERSION","stream":"cards","version":1732526643000}',
  ],
  [
    "BATCH",
    {
      type: "BATCH",
      stream: "cards",
      encoding: { format: "jsonl", compression: "gzip" },
      manifest: ["file:///tmp/cards.jsonl.gz"],
    },
    '{"type":"BATCH","stream":"cards","encoding":{"format":"jsonl","compression":"gzip"},"manifest":["file:///tmp/cards.jsonl.gz"]}',
  ],
];

test.each(standardLines)("%s is written with the standard's fields only", (_, message, line) => {
  expect(formatMessage(message)).toBe(line);
});

test.each(standardLines)("%s comes back as it was written", (_, message) => {
  const bytes = Buffer.from(formatMessage(message));

  const parsed = parseMessage({ number: 1, bytes });

  expect(parsed).toEqual(
    message.type === "SCHEMA"
      ? { ...message, schema: { properties: {}, ...message.schema } }
      : message,
  );
});

test("a line end inside a value stays inside its line", () => {
  const line = formatMessage({ type: "RECORD", stream: "a", record: { text: "one\ntwo\r\u2028" } });

  expect(line).not.toMatch(/[\n\r]/);
});

class ExactDecimal extends LosslessNumber {
  toJSON(): never {
    throw new TypeError("would be rounded");
  }
}

test.each([
  ["an integer", 9007199254740993n, "9007199254740993"],
  ["a decimal", new ExactDecimal("12345678901234567.89"), "12345678901234567.89"],
])("%s that a double cannot hold is printed digit by digit, the rest as ever", (_what, n, text) => {
  const record = { list: [{ n, none: undefined }], name: 'a "ü"\n', flag: null, at: new Date(0) };

  expect(formatMessage({ type: "RECORD", stream: "cards", record, version: 1 })).toBe(
    `{"type":"RECORD","stream":"cards","record":{"list":[{"n":${text}}],"name":"a \\"ü\\"\\n","flag":null,"at":"1970-01-01T00:00:00.000Z"},"version":1}`,
  );
});

test("a record that is no JSON at all is an error", () => {
  const record = {
    toJSON() {
      throw new RangeError("no");
    },
  };

  expect(() => formatMessage({ type: "RECORD", stream: "cards", record })).toThrow(RangeError);
});
