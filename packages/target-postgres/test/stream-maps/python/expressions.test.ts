import { describe, expect, test } from "vitest";
import { ExpressionError } from "../../../src/stream-maps/python/expression.ts";
import { PythonError } from "../../../src/stream-maps/python/python-error.ts";
import { evaluate } from "./evaluate.ts";
import expressions from "./expressions.json" with { type: "json" };

/** What the SDK 0.54 made of these expressions and this record, under Python 3.11. */
const { record, results, failures } = expressions;

test.each(results)("%s is %s, as in Python", (expression, result) => {
  expect(evaluate(expression, record)).toBe(result);
});

test.each(failures)("%s raises %s, as in Python", (expression, kind) => {
  expect(() => evaluate(expression, record)).toThrow(
    expect.toSatisfy((error) => error instanceof PythonError && error.kind === kind),
  );
});

/** The expression, where it is wrong, and why. */
const REFUSED: readonly (readonly [string, number, RegExp])[] = [
  ["", 0, /no expression/],
  ["1 +", 3, /not valid Python/],
  ["(1", 2, /not valid Python/],
  ["1 == not 2", 5, /not valid Python/],
  ["x = 1", 0, /only one expression/],
  ["id; name", 0, /only one expression/],
  ["import os", 0, /only one expression/],
  ["lambda x: x", 0, /lambda is not supported/],
  ["1 + tags[0](1)", 4, /only functions and methods can be called/],
  ["(y := 2)", 1, /assignment is not supported/],
  ["{x for x in tags}", 0, /set comprehension is not supported/],
  ["name.lower() + len(name)", 15, /function len\(\) is not supported/],
  ["open('/etc/passwd')", 0, /function open\(\) is not supported/],
  ["datetime.sys.exit()", 13, /function datetime.sys.exit\(\) is not supported/],
  ["datetime.datetime.max", 18, /datetime.datetime.max is not supported/],
  ["name.__class__", 5, /attributes that begin with _/],
  ["name.constructor('x')", 5, /method .constructor\(\) is not supported/],
  ["name.format(1)", 5, /method .format\(\) is not supported/],
  ["tags.append(1)", 5, /method .append\(\) is not supported/],
  ["name.lower(1)", 0, /\.lower\(\) takes no arguments, not 1/],
  ["name.split(1, 2, 3)", 0, /\.split\(\) takes at most 2, not 3/],
  ["name.removeprefix()", 0, /\.removeprefix\(\) needs an argument "prefix"/],
  ["md5()", 0, /md5\(\) needs an argument "string"/],
  ["int('1', radix=2)", 0, /int\(\) takes no argument "radix"/],
  ["f'{name!r}'", 7, /only {value} and {value:format}/],
  ["b'x'", 0, /bytes are not supported/],
  ["1j", 0, /complex/],
  ["obj[1, 2]", 5, /one key only/],
  ["a @ b", 0, /operator @ is not supported/],
];

test.each(REFUSED)("%j is refused at %i, before there is a record", (expression, at, problem) => {
  expect(() => evaluate(expression, record)).toThrow(
    expect.toSatisfy(
      (error) => error instanceof ExpressionError && error.at === at && problem.test(error.message),
    ),
  );
});

describe("nothing of JavaScript shows through", () => {
  test.each([
    "name.length",
    "name.constructor",
    "obj.constructor",
    "obj.hasOwnProperty",
    "obj['__proto__']",
    "constructor",
    "toString",
    "tags.length",
    "tags['length']",
  ])("%s is not there", (expression) => {
    expect(() => evaluate(expression, record)).toThrow(PythonError);
  });

  test("fields may have the names of JavaScript's own", () => {
    const own = '{"__proto__":{"a":1},"constructor":2,"toString":"x"}';

    expect(evaluate("constructor + record['__proto__'].a", own)).toBe("3");
    expect(evaluate("record", own)).toBe(
      "{'__proto__': {'a': 1}, 'constructor': 2, 'toString': 'x'}",
    );
  });
});

test.each([
  ["'x' * 1000000", /too long/],
  ["[x for x in 'a' * 20000]", /too many rounds/],
  ["9 ** 9 ** 9", /too large/],
  ["1 << 1000000", /too large/],
])("%s is stopped before it fills the memory", (expression, problem) => {
  expect(() => evaluate(expression, record)).toThrow(problem);
});

test.each([
  ["self", "old", "'x'"],
  ["self + 'y'", "old", "'xy'"],
])("%s is the old value of the field", (expression, field, result) => {
  expect(evaluate(expression, '{"old":"x","self":"own"}', field)).toBe(result);
});

test("a field called self is what it is, where there is no old value", () => {
  expect(evaluate("self", '{"self":"own"}', "new")).toBe("'own'");
});

test.each([
  ["datetime.datetime.now(datetime.timezone.utc)", "2024-01-02 03:04:05.678000+00:00"],
  ["datetime.datetime.utcnow().date()", "2024-01-02"],
  ["rand()", "0.5"],
  ["randint(10)", "5"],
])("%s comes from outside", (expression, result) => {
  expect(evaluate(expression, "{}")).toBe(result);
});
