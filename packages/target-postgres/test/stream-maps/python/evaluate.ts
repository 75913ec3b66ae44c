import { compileExpression } from "../../../src/stream-maps/python/compile-expression.ts";
import { createFunctions } from "../../../src/stream-maps/python/functions.ts";
import { asDecimal, parseValue } from "../../../src/stream-maps/python/json-values.ts";
import { isDate } from "../../../src/stream-maps/python/methods.ts";
import { parseExpression } from "../../../src/stream-maps/python/parse-expression.ts";
import { toSource } from "../../../src/stream-maps/python/text.ts";
import { readMembers } from "../../../src/stream-maps/record-members.ts";
import { RecordNames } from "../../../src/stream-maps/record-names.ts";

/** 2024-01-02T03:04:05.678Z */
const NOW = 1_704_164_645_678;

/** What an expression makes of a record, as Python's repr() writes it; dates as str() does. */
export function evaluate(expression: string, record: string, field?: string): string {
  const functions = createFunctions({ now: () => NOW, random: () => 0.5 });
  const run = compileExpression(parseExpression(expression), functions);
  const names = new RecordNames(readMembers(Buffer.from(record), 0));
  const scope = names.scopeOf(field, {
    config: parseValue('{"seed":"s1"}', asDecimal),
    streamName: "renamed",
    originalStreamName: "original",
  });
  const value = run(scope);
  return isDate(value) ? value.toString() : toSource(value);
}
