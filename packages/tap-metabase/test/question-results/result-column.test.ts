import { describe, expect, test } from "vitest";
import { resultColumns } from "../../src/question-results/result-column.ts";

const columnOf = (type: string) =>
  resultColumns([{ name: "total", display_name: "Total", base_type: type }])[0];

describe("the type of a column", () => {
  test.each([
    ["type/Integer", "integer", undefined],
    ["type/BigInteger", "integer", undefined],
    ["type/Float", "number", undefined],
    ["type/Decimal", "number", undefined],
    ["type/Boolean", "boolean", undefined],
    ["type/Date", "string", "date"],
    ["type/DateTime", "string", "date-time"],
    ["type/DateTimeWithLocalTZ", "string", "date-time"],
    ["type/Instant", "string", "date-time"],
    ["type/Time", "string", undefined],
    ["type/Text", "string", undefined],
    ["type/UUID", "string", undefined],
    ["type/SerializedJSON", "string", undefined],
    ["type/*", "string", undefined],
  ])("%s is %s", (type, expected, format) => {
    expect(columnOf(type)?.schema.type).toEqual([expected, "null"]);
    expect(columnOf(type)?.schema.format).toBe(format);
  });

  test("is the one after coercion where there is one", () => {
    const [column] = resultColumns([
      { name: "at", base_type: "type/Integer", effective_type: "type/DateTime" },
    ]);

    expect(column?.schema.format).toBe("date-time");
  });
});

describe("a value", () => {
  test.each([
    ["type/Integer", "9007199254740993", 9007199254740993n],
    ["type/Integer", 7, 7],
    ["type/Integer", "1,234", "1,234"],
    ["type/Date", "2024-01-02T00:00:00Z", "2024-01-02"],
    ["type/Date", "2024-01-02", "2024-01-02"],
    ["type/DateTime", "2024-01-02", "2024-01-02T00:00:00"],
    ["type/DateTime", "2024-01-02T03:04:05", "2024-01-02T03:04:05"],
    ["type/Text", "plain", "plain"],
    ["type/Array", [1, "two"], '[1,"two"]'],
    ["type/Dictionary", { n: 10n }, '{"n":10}'],
    ["type/*", true, "true"],
    ["type/Text", null, null],
  ])("of %s: %s becomes what the schema expects", (type, sent, expected) => {
    expect(columnOf(type)?.normalize(sent)).toEqual(expected);
  });
});

test("a question that never ran has no columns", () => {
  expect(resultColumns(null)).toEqual([]);
});
