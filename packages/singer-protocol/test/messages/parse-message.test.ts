import { describe, expect, test } from "vitest";
import { MessageError } from "../../src/errors.ts";
import { parseMessage } from "../../src/messages/parse-message.ts";

const parse = (text: string | Buffer) => parseMessage({ number: 7, bytes: Buffer.from(text) });

function failureOf(text: string | Buffer): MessageError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof MessageError) return error;
  }
  throw new Error("no MessageError was thrown");
}

describe("what real taps send is accepted", () => {
  test.each([
    ["no key_properties", '{"type":"SCHEMA","stream":"a","schema":{"properties":{}}}'],
    ["null", '{"type":"SCHEMA","stream":"a","schema":{"properties":{}},"key_properties":null}'],
  ])("a SCHEMA with %s has no key", (_, line) => {
    expect(parse(line)).toMatchObject({ key_properties: [] });
  });

  test("a SCHEMA without properties has none", () => {
    expect(parse('{"type":"SCHEMA","stream":"a","schema":{"type":"object"}}')).toEqual({
      type: "SCHEMA",
      stream: "a",
      schema: { type: "object", properties: {} },
      key_properties: [],
    });
  });

  test("private keys of a tap are ignored", () => {
    const line = '{"type":"RECORD","stream":"a","record":{"x":1},"sequence":5,"tap":"mine"}';

    expect(parse(line)).toEqual({ type: "RECORD", stream: "a", record: { x: 1 } });
  });

  test("the specification's freedom of case in the type is honoured", () => {
    expect(parse('{"type":"State","value":{}}')).toEqual({ type: "STATE", value: {} });
  });

  test("a null version and a null time are no version and no time", () => {
    const line = '{"type":"RECORD","stream":"a","record":{},"version":null,"time_extracted":null}';

    expect(parse(line)).toEqual({ type: "RECORD", stream: "a", record: {} });
  });

  test("a version in nanoseconds is taken, though JavaScript rounds it", () => {
    const line = '{"type":"ACTIVATE_VERSION","stream":"a","version":1732526643000000001}';

    expect(parse(line)).toMatchObject({ version: 1732526643000000000 });
  });

  test("a property named __proto__ is a property like any other", () => {
    const message = parse('{"type":"RECORD","stream":"a","record":{"__proto__":{"x":1}}}');

    expect(JSON.stringify(message)).toContain('"__proto__":{"x":1}');
  });

  test("thousands of levels of nesting are read", () => {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;

    expect(parse(`{"type":"STATE","value":${deep}}`)).toMatchObject({ type: "STATE" });
  });
});

describe("a broken line is an error that names the line, and the stream where it can", () => {
  test.each([
    ["no type", '{"stream":"a"}', 'line 7: a JSON object without "type"'],
    [
      "an unknown type",
      '{"type":"HELLO"}',
      'line 7: unknown message type "HELLO"; what can be read are RECORD, SCHEMA, STATE, ACTIVATE_VERSION, BATCH',
    ],
    ["a type that is no text", '{"type":5}', "line 7: unknown message type 5;"],
    [
      "files in no format",
      '{"type":"BATCH","stream":"a","encoding":{},"manifest":[]}',
      'line 7 (stream "a"): BATCH without "encoding"',
    ],
    [
      "no manifest",
      '{"type":"BATCH","stream":"a","encoding":{"format":"jsonl"}}',
      'line 7 (stream "a"): BATCH needs a "manifest"',
    ],
    ["no stream", '{"type":"RECORD","record":{}}', 'line 7: RECORD without "stream"'],
    ["no record", '{"type":"RECORD","stream":"a"}', 'line 7 (stream "a"): RECORD without'],
    [
      "a list as record",
      '{"type":"RECORD","stream":"a","record":[]}',
      'line 7 (stream "a"): RECORD',
    ],
    [
      "no schema",
      '{"type":"SCHEMA","stream":"a"}',
      'line 7 (stream "a"): SCHEMA without an object',
    ],
    [
      "keys that are no names",
      '{"type":"SCHEMA","stream":"a","schema":{},"key_properties":[1]}',
      'line 7 (stream "a"): "key_properties" must be a list of names',
    ],
    ["no value", '{"type":"STATE"}', 'line 7: STATE without "value"'],
    [
      "no version",
      '{"type":"ACTIVATE_VERSION","stream":"a"}',
      'line 7 (stream "a"): ACTIVATE_VERSION',
    ],
    [
      "a version that is text",
      '{"type":"RECORD","stream":"a","record":{},"version":"1"}',
      'line 7 (stream "a"): RECORD needs an integer "version"',
    ],
    ["a JSON value that is no object", "[1]", "line 7: JSON, but not an object"],
    ["print() in a tap", "Traceback (most recent call last):", "line 7: not a Singer message"],
    [
      "a cut line",
      '{"type":"RECORD","stream":"a","record":{"x":"y',
      "line 7: not JSON: it breaks off",
    ],
    [
      "a stray comma",
      '{"type":"STATE","value":{"a":1,}}',
      "line 7: not JSON, from character 32 on",
    ],
  ])("%s", (_, line, message) => {
    expect(failureOf(line).message).toContain(message);
  });

  test.each(["NaN", "Infinity", "-Infinity"])("%s names itself and the way out", (token) => {
    const failure = failureOf(
      `{"type":"RECORD","stream":"a","record":{"t":"NaN, ok","x": ${token}}}`,
    );

    expect(failure.message).toContain(`not JSON: ${token} at character`);
    expect(failure.message).toContain("make the tap write null");
  });

  test("the facts are fields, too", () => {
    expect(failureOf('{"type":"RECORD","stream":"a"}')).toMatchObject({
      code: "SINGER_MESSAGE",
      line: 7,
      stream: "a",
    });
  });

  test("bytes that are not UTF-8 are refused, not replaced", () => {
    const latin1 = Buffer.from(
      '{"type":"RECORD","stream":"a","record":{"name":"Müller"}}',
      "latin1",
    );

    expect(failureOf(latin1).message).toMatch(/^line 7: not UTF-8/);
  });

  test("the data of the line is not in the error", () => {
    const line = '{"type":"RECORD","stream":"a","record":{"salary":4711,"name":"Ada" oops}}';

    expect(failureOf(line).message).not.toMatch(/4711|Ada|oops/);
  });

  test("broken JSON of any depth is still an error of its line", () => {
    expect(failureOf(`{"type":"STATE","value":${"[".repeat(50_000)}`).message).toMatch(
      /^line 7: not JSON/,
    );
  });
});
