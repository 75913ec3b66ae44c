import { quoteLiteral, quoteRelation, type Relation } from "./identifier.ts";

/** A column of a table that exists. */
export interface ExistingColumn {
  readonly identifier: string;
  /** The type as `format_type()` spells it. */
  readonly sql: string;
  readonly comment: string | null;
  /** Whether every row must give it a value: it is NOT NULL and has none by itself. */
  readonly isRequired: boolean;
  readonly isInKey: boolean;
}

/** One row, an {@link ExistingColumn}, for each column of the table `$1` (quoted); none without a table. */
export const READ_COLUMNS = selectColumns("$1");

/** A unique index. */
export interface UniqueIndex {
  /** Identifiers, in no particular order. */
  readonly columns: readonly string[];
  /** The constraint's name, where it is the primary key. */
  readonly primaryKey: string | null;
}

/** What there is of a table. */
export interface TableState {
  readonly hasSchema: boolean;
  /** `pg_class.relkind`, also of what is no table and has its name; null where nothing has. */
  readonly kind: string | null;
  /** None without a table. */
  readonly columns: readonly ExistingColumn[];
  readonly uniqueIndexes: readonly UniqueIndex[];
  /** Whether it takes no room, and so has no row; false for one that may have none all the same. */
  readonly isUnused: boolean;
}

/** Reads one row, a {@link TableState}. */
export function readTableState(relation: Relation): string {
  const table = quoteLiteral(quoteRelation(relation));
  return `
    select
      exists (select from pg_namespace where nspname = ${quoteLiteral(relation.schema)}) as "hasSchema",
      (select relkind from pg_class where oid = to_regclass(${table})) as kind,
      coalesce((select json_agg(c) from (${selectColumns(table)}) as c), '[]') as columns,
      coalesce((select json_agg(i) from (${selectUniqueIndexes(table)}) as i), '[]') as "uniqueIndexes",
      exists (
        select from pg_class
        where oid = to_regclass(${table}) and relkind = 'r' and not relhassubclass
          and pg_relation_size(oid) = 0
      ) as "isUnused"`;
}

function selectColumns(table: string): string {
  return `
  select attname as identifier, format_type(atttypid, atttypmod) as sql,
    col_description(attrelid, attnum) as comment,
    attnotnull and not atthasdef and attidentity = '' as "isRequired",
    exists (
      select from pg_index where indrelid = attrelid and indisprimary and attnum = any(indkey)
    ) as "isInKey"
  from pg_attribute
  where attrelid = to_regclass(${table}) and attnum > 0 and not attisdropped
  order by attnum`;
}

/** The indexes that cover all rows by plain columns. */
function selectUniqueIndexes(table: string): string {
  return `
  select array(
    select attname::text from pg_attribute
    where attrelid = indrelid and attnum = any(indkey[0:indnkeyatts - 1])
  ) as columns,
  (select conname from pg_constraint
    where conindid = indexrelid and conrelid = indrelid and contype = 'p') as "primaryKey"
  from pg_index
  where indrelid = to_regclass(${table})
    and indisunique and indisvalid and indimmediate and indpred is null and indexprs is null`;
}

/** Reads the names, as `name`, of all that is in a schema and has a name like a table's. */
export function readNames(schema: string): string {
  return `
    select relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where nspname = ${quoteLiteral(schema)}`;
}

/** Whether the table `$1` (quoted) exists. */
export const READ_TABLE = `select to_regclass($1) is not null as found`;

/** Whether the schema `$1` exists. */
export const READ_SCHEMA = `select exists (select from pg_namespace where nspname = $1) as found`;

/** Whether a table holds a row. */
export function readIsEmpty(relation: Relation): string {
  return `select not exists (select from ${quoteRelation(relation)}) as empty`;
}

/** How many rows a table has. */
export function readCount(relation: Relation): string {
  return `select count(*) from ${quoteRelation(relation)}`;
}

/** Whether a table has more than so many rows. */
export function readIsLarger(relation: Relation, rows: number): string {
  return `select exists (select from ${quoteRelation(relation)} offset ${rows} limit 1) as larger`;
}
