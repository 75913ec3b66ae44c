import {
  quoteIdentifier,
  quoteList,
  quoteLiteral,
  quoteRelation,
  type Relation,
} from "./identifier.ts";

/** A column as it is created. */
export interface ColumnDefinition {
  /** The property's name in the stream. */
  readonly property: string;
  /** The column's name in the table. */
  readonly identifier: string;
  /** The column's type. */
  readonly sql: string;
}

/** Creates a table with a primary key, unless `keys` (identifiers) is empty. */
export function createTable(
  relation: Relation,
  columns: readonly ColumnDefinition[],
  keys: readonly string[],
): string[] {
  const parts = columns.map(defineColumn);
  if (keys.length > 0) parts.push(`primary key (${quoteList(keys)})`);
  return [
    `create table ${quoteRelation(relation)} (${parts.join(", ")})`,
    ...columns.flatMap((column) => commentColumn(relation, column)),
  ];
}

/** Adds a column, which is NULL in the rows that exist. */
export function addColumn(relation: Relation, column: ColumnDefinition): string[] {
  return [
    `alter table ${quoteRelation(relation)} add column ${defineColumn(column)}`,
    ...commentColumn(relation, column),
  ];
}

/** Gives a column a wider type. `using` is the old value in the new type; `$` stands for the column. */
export function widenColumn(
  relation: Relation,
  column: { readonly identifier: string; readonly sql: string; readonly using: string },
): string {
  const name = quoteIdentifier(column.identifier);
  const using = column.using.replace("$", () => name);
  return `alter table ${quoteRelation(relation)} alter column ${name} type ${column.sql} using ${using}`;
}

function defineColumn({ identifier, sql }: ColumnDefinition): string {
  return `${quoteIdentifier(identifier)} ${sql}`;
}

/** A column that could not keep its property's name says what it stands for. */
function commentColumn(relation: Relation, { property, identifier }: ColumnDefinition): string[] {
  if (property === identifier) return [];
  const column = `${quoteRelation(relation)}.${quoteIdentifier(identifier)}`;
  const original = quoteLiteral(JSON.stringify(property.toWellFormed()));
  return [`comment on column ${column} is ${original}`];
}
