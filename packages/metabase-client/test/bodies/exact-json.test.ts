import { expect, test } from "vitest";
import { ExactDecimal, parseExactly, stringifyExactly } from "../../src/index.ts";
import { collect, connect } from "../connect.ts";
import { answerJson, serveOddly } from "../serve.ts";

test.each<[string, unknown]>([
  ["9007199254740991", 9007199254740991],
  ["9007199254740993", 9007199254740993n],
  ["-9007199254740993", -9007199254740993n],
  ["123456789012345678901234567890", 123456789012345678901234567890n],
  ["10000000000000000", 10000000000000000],
  ["37.14285714285714", 37.14285714285714],
  ["0.30000000000000004", 0.30000000000000004],
  ["0.3000000000000000", 0.3],
  ["12345678901234567.89", new ExactDecimal("12345678901234567.89")],
  ["-0.12345678901234567890", new ExactDecimal("-0.12345678901234567890")],
  ["1.2345678901234567890e-7", new ExactDecimal("1.2345678901234567890e-7")],
])("%s is not rounded", (text, expected) => {
  expect(parseExactly(text)).toEqual(expected);
  expect(parseExactly(`{"a":[${text},1]}`)).toEqual({ a: [expected, 1] });
});

test.each([
  '{"a":9007199254740993,"b":[12345678901234567.89,null,true,"x"],"c":{}}',
  '[{"a":"9007199254740993","b":1.5}]',
  '"192.168.100.100.1.2.3"',
  '{"sql":"select 9007199254740993","n":9007199254740993}',
])("%s comes out as it went in", (text) => {
  expect(stringifyExactly(parseExactly(text))).toBe(text);
});

test.each(['{"a":9007199254740993', "9007199254740993,", "[1234567890123456.]", "nonsense"])(
  "%s is no JSON",
  (text) => {
    expect(() => parseExactly(text)).toThrow(SyntaxError);
  },
);

test("of two columns with one title the last one wins, as ever", () => {
  expect(parseExactly('{"a":1,"a":9007199254740993}')).toEqual({ a: 9007199254740993n });
});

test("a member named __proto__ is a member", () => {
  const value = parseExactly('{"__proto__":9007199254740993}') as object;

  expect(Object.keys(value)).toEqual(["__proto__"]);
});

test("what JSON.stringify would round or garble, it refuses", () => {
  expect(() => JSON.stringify({ a: new ExactDecimal("12345678901234567.89") })).toThrow(TypeError);
});

test("objects, lists, large lists and pages arrive unrounded", async () => {
  const row = '{"id":1,"parameters":[{"default":9007199254740993}],"ratio":12345678901234567.89}';
  const exact = {
    id: 1,
    parameters: [{ default: 9007199254740993n }],
    ratio: new ExactDecimal("12345678901234567.89"),
  };
  const server = await serveOddly((request, response) =>
    answerJson(request.url === "/api/one" ? row : `[${row}]`)(request, response),
  );
  const client = connect({ baseUrl: server.url });

  expect(await client.getObject("/api/one")).toEqual(exact);
  expect(await client.getArray("/api/all")).toEqual([exact]);
  expect(await collect(client.streamArray("/api/all"))).toEqual([exact]);
  expect(await collect(client.streamPages("/api/all"))).toEqual([exact]);
});
