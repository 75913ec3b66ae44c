import { canonicalDate, canonicalDateTime } from "../encode/date-time.ts";
import { canonicalNumber } from "../encode/number.ts";
import { createArrayType } from "./array-type.ts";
import type { ColumnType, ContentEncoding } from "./column-type.ts";
import { createScalarInputs, type ValuePolicies } from "./scalar-inputs.ts";

/** Gives the column type of a name that `format_type()` wrote. */
export type FindColumnType = (sql: string, contentEncoding?: ContentEncoding) => ColumnType;

const asItStands = (input: string): string => input;

/**
 * Every PostgreSQL type that values are written for, with the way they are written. A type that is
 * missing here (an enum of the user's, say) gets text, which its input function judges.
 */
export function createColumnTypes(policies: ValuePolicies): FindColumnType {
  const inputs = createScalarInputs(policies);
  const canonicalUuid = (input: string): string => input.toLowerCase().replace(/[^0-9a-f]/g, "");

  const integer = { canonical: canonicalNumber, isInteger: true };

  const types: readonly ColumnType[] = [
    { sql: "text", toInput: inputs.text, canonical: asItStands },
    { sql: "boolean", toInput: inputs.text },
    { sql: "smallint", toInput: inputs.integer(16), ...integer },
    { sql: "integer", toInput: inputs.integer(32), ...integer },
    { sql: "bigint", toInput: inputs.integer(64), ...integer },
    { sql: "numeric", toInput: inputs.numeric, canonical: canonicalNumber },
    { sql: "double precision", toInput: inputs.double, canonical: canonicalNumber },
    { sql: "uuid", toInput: inputs.text, canonical: canonicalUuid },
    { sql: "date", toInput: inputs.date, canonical: canonicalDate },
    { sql: "time without time zone", toInput: inputs.time },
    { sql: "timestamp without time zone", toInput: inputs.instant, canonical: canonicalDateTime },
    { sql: "timestamp with time zone", toInput: inputs.instant, canonical: canonicalDateTime },
    { sql: "jsonb", toInput: inputs.jsonb },
    { sql: "json", toInput: inputs.json },
    // Its input reads a JSON array of numbers.
    { sql: "vector", toInput: (_, json) => json() },
  ];
  const bySql = new Map(types.map((type) => [type.sql, type]));

  return function findColumnType(sql: string, contentEncoding?: ContentEncoding): ColumnType {
    if (sql.endsWith("[]")) return createArrayType(findColumnType(sql.slice(0, -2)));
    if (sql === "bytea" && contentEncoding !== undefined) {
      return { sql, toInput: inputs.bytes(contentEncoding), canonical: asItStands };
    }
    const limits = /^numeric\((\d+),(\d+)\)$/.exec(sql);
    if (limits !== null) {
      const toInput = inputs.limitedNumeric(Number(limits[1]), Number(limits[2]));
      return { sql, toInput, canonical: canonicalNumber };
    }
    const length = /^character varying\((\d+)\)$/.exec(sql)?.[1];
    if (length !== undefined) return { sql, toInput: inputs.limitedText(Number(length)) };
    return bySql.get(sql) ?? { sql, toInput: inputs.text };
  };
}
