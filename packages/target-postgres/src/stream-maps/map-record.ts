import { DIVERT, RecordError } from "../errors.ts";
import { DELETED_AT } from "../table/metadata-columns.ts";
import { COMPACT, writeValue } from "./python/json-values.ts";
import { isDate } from "./python/methods.ts";
import { PythonError } from "./python/python-error.ts";
import { isTrue, typeName, type Value } from "./python/value.ts";
import type { RecordMembers } from "./record-members.ts";
import { FIXED_NAMES, type FixedNames, type RecordNames } from "./record-names.ts";
import type { FieldExpression, StreamMapContent } from "./stream-map.ts";

/** A record and where it came from. */
export interface MappedRecord {
  readonly members: RecordMembers;
  readonly names: RecordNames;
  readonly fixed: FixedNames;
  /** Key of the mapped stream, which stays whatever else is dropped. */
  readonly keys: readonly string[];
  /** Fields that must become text. */
  readonly textFields: ReadonlySet<string>;
  readonly line: number;
}

/**
 * The members of a mapped record; undefined for one that is filtered out.
 *
 * @throws {RecordError} naming line, stream and field of an expression that failed.
 */
export function mapRecord(
  record: MappedRecord,
  { filter, fields, keepsOthers }: StreamMapContent,
): RecordMembers | undefined {
  if (filter !== undefined) {
    const isKept = evaluate(record, "__filter__", filter, isTrue);
    if (!isKept) return undefined;
  }
  const mapped = keepsOthers ? new Map(record.members) : pick(record);
  for (const { name, expression } of fields) {
    if (expression === undefined) mapped.delete(name);
    else mapped.set(name, readPassed(record, expression) ?? compute(record, name, expression));
  }
  return mapped.size === 0 ? undefined : mapped;
}

/** A mark of deletion is no property of the stream; without it the row would come back to life. */
function pick({ members, keys }: MappedRecord): Map<string, string> {
  const kept = [...keys, DELETED_AT].flatMap((name) => {
    const json = members.get(name);
    return json === undefined ? [] : [[name, json] as const];
  });
  return new Map(kept);
}

/** A field that is only passed on keeps every character. */
function readPassed(
  { members }: MappedRecord,
  { passedField }: FieldExpression,
): string | undefined {
  if (passedField === undefined || FIXED_NAMES.has(passedField)) return undefined;
  return members.get(passedField);
}

function compute(record: MappedRecord, field: string, expression: FieldExpression): string {
  return evaluate(record, field, expression, (value) => {
    if (record.textFields.has(field)) checkText(value);
    return writeValue(value, COMPACT);
  });
}

/** Validation would find this, too, but does not know the way out. */
function checkText(value: Value): void {
  if (value === null || typeof value === "string" || isDate(value)) return;
  throw new PythonError(
    "TypeError",
    `the field is text, and this gives a '${typeName(value)}'; wrap the expression in int(…), float(…), bool(…) or str(…)`,
  );
}

function evaluate<Result>(
  record: MappedRecord,
  field: string,
  expression: FieldExpression,
  finish: (value: Value) => Result,
): Result {
  const { names, fixed, line } = record;
  try {
    return finish(expression.evaluate(names.scopeOf(field, fixed)));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    throw new RecordError(
      { stream: fixed.originalStreamName, line, column: field },
      `stream map expression ${JSON.stringify(expression.text)} failed: ${error.message}`,
      { cause: error, wayOut: `mend the expression, or ${DIVERT}` },
    );
  }
}
