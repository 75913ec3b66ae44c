import { quoteList, quoteRelation, type Relation } from "./identifier.ts";

/** One row for each column of the table `$1` (quoted); none when there is no such table. */
export const READ_COLUMNS = `
  select attname as name, format_type(atttypid, atttypmod) as sql
  from pg_attribute
  where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
  order by attnum`;

/** One row for each unique index of the table `$1` (quoted) that covers all rows by plain columns. */
export const READ_UNIQUE_INDEXES = `
  select array(
    select attname::text from pg_attribute
    where attrelid = indrelid and attnum = any(indkey[0:indnkeyatts - 1])
  ) as columns
  from pg_index
  where indrelid = to_regclass($1)
    and indisunique and indisvalid and indimmediate and indpred is null and indexprs is null`;

/** Whether the schema `$1` exists. */
export const READ_SCHEMA = `select exists (select from pg_namespace where nspname = $1) as found`;

/** Whether a table has any row. */
export function readIsEmpty(relation: Relation): string {
  return `select not exists (select from ${quoteRelation(relation)}) as empty`;
}

/** Takes rows in one of COPY's formats into some columns of a table. */
export function copyInto(
  relation: string,
  columns: readonly string[],
  format: "text" | "binary",
): string {
  return `copy ${relation} (${quoteList(columns)}) from stdin (format ${format})`;
}
