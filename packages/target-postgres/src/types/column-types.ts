import type { InvalidTextPolicy } from "../encode/copy-text.ts";
import { canonicalDate, canonicalDateTime } from "../encode/date-time.ts";
import { canonicalNumber } from "../encode/number.ts";
import { createArrayType } from "./array-type.ts";
import type { ColumnType } from "./column-type.ts";
import { createScalarInputs } from "./scalar-inputs.ts";

/** Gives the column type of a name that `format_type()` wrote. */
export type FindColumnType = (sql: string) => ColumnType;

const asItStands = (input: string): string => input;

/**
 * Every PostgreSQL type that values are written for, with the way they are written. A type that is
 * missing here (an enum of the user's, say) gets text, which its input function judges.
 */
export function createColumnTypes(policy: InvalidTextPolicy): FindColumnType {
  const inputs = createScalarInputs(policy);
  const canonicalUuid = (input: string): string => input.toLowerCase().replace(/[^0-9a-f]/g, "");

  const integer = { toInput: inputs.integer, canonical: canonicalNumber, isInteger: true };

  const types: readonly ColumnType[] = [
    { sql: "text", toInput: inputs.text, canonical: asItStands },
    { sql: "boolean", toInput: inputs.text },
    { sql: "smallint", ...integer },
    { sql: "integer", ...integer },
    { sql: "bigint", ...integer },
    { sql: "numeric", toInput: inputs.numeric, canonical: canonicalNumber },
    { sql: "double precision", toInput: inputs.double, canonical: canonicalNumber },
    { sql: "uuid", toInput: inputs.text, canonical: canonicalUuid },
    { sql: "date", toInput: inputs.date, canonical: canonicalDate },
    { sql: "time without time zone", toInput: inputs.time },
    { sql: "timestamp without time zone", toInput: inputs.timestamp, canonical: canonicalDateTime },
    { sql: "timestamp with time zone", toInput: inputs.timestamptz, canonical: canonicalDateTime },
    { sql: "jsonb", toInput: inputs.json },
    { sql: "json", toInput: inputs.json },
  ];
  const bySql = new Map(types.map((type) => [type.sql, type]));

  return function findColumnType(sql): ColumnType {
    if (sql.endsWith("[]")) return createArrayType(findColumnType(sql.slice(0, -2)));
    return bySql.get(sql) ?? { sql, toInput: inputs.text };
  };
}
