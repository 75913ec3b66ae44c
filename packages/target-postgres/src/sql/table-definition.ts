import type { ContentEncoding } from "../types/column-type.ts";
import {
  fitIdentifier,
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
  /** How texts stand for bytes, in a column of bytes. */
  readonly contentEncoding?: ContentEncoding;
}

/** How a table is stored. https://www.postgresql.org/docs/current/sql-createtable.html */
export interface TableStorage {
  /** Faster, and empty after a crash of the server. */
  readonly isUnlogged: boolean;
  readonly partitioning: Partitioning | undefined;
}

/** How a table's rows are shared out. */
interface Partitioning {
  readonly method: "range" | "list" | "hash";
  /** Identifiers. */
  readonly columns: readonly string[];
  /** How many there are, with the method hash; otherwise one takes all until others are made. */
  readonly partitions: number;
}

const PLAIN: TableStorage = { isUnlogged: false, partitioning: undefined };

/** Creates a table with a primary key, unless `keys` (identifiers) is empty. */
export function createTable(
  relation: Relation,
  columns: readonly ColumnDefinition[],
  keys: readonly string[],
  { isUnlogged, partitioning }: TableStorage = PLAIN,
): string[] {
  const parts = columns.map(defineColumn);
  if (keys.length > 0) parts.push(`primary key (${quoteList(keys)})`);
  // A partitioned table holds nothing itself, and cannot be unlogged.
  const unlogged = isUnlogged ? "unlogged " : "";
  const own = partitioning === undefined ? unlogged : "";
  const partition =
    partitioning && ` partition by ${partitioning.method} (${quoteList(partitioning.columns)})`;
  return [
    `create ${own}table ${quoteRelation(relation)} (${parts.join(", ")})${partition ?? ""}`,
    ...(partitioning ? createPartitions(relation, partitioning, unlogged) : []),
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

/** Gives columns wider types. `using` is the old value in the new type; `$` stands for the column. */
export function widenColumns(
  relation: Relation,
  columns: readonly {
    readonly identifier: string;
    readonly sql: string;
    readonly using: string;
  }[],
): string {
  const actions = columns.map(({ identifier, sql, using }) => {
    const name = quoteIdentifier(identifier);
    return `alter column ${name} type ${sql} using ${using.replace("$", () => name)}`;
  });
  return `alter table ${quoteRelation(relation)} ${actions.join(", ")}`;
}

/** Lets columns be NULL. */
export function dropNotNull(relation: Relation, identifiers: readonly string[]): string {
  const actions = identifiers.map((name) => `alter column ${quoteIdentifier(name)} drop not null`);
  return `alter table ${quoteRelation(relation)} ${actions.join(", ")}`;
}

function createPartitions(
  relation: Relation,
  { method, partitions }: Partitioning,
  unlogged: string,
): string[] {
  const create = (suffix: string, bound: string): string => {
    const table = fitIdentifier(`${relation.table}_${suffix}`);
    const partition = quoteRelation({ ...relation, table });
    return `create ${unlogged}table ${partition} partition of ${quoteRelation(relation)} ${bound}`;
  };
  if (method !== "hash") return [create("default", "default")];
  return Array.from({ length: partitions }, (_, remainder) =>
    create(`p${remainder}`, `for values with (modulus ${partitions}, remainder ${remainder})`),
  );
}

function defineColumn({ identifier, sql }: ColumnDefinition): string {
  return `${quoteIdentifier(identifier)} ${sql}`;
}

/** A column that could not keep its property's name says what it stands for; later runs read it. */
export function commentColumn(
  relation: Relation,
  { property, identifier }: ColumnDefinition,
): string[] {
  if (property === identifier) return [];
  const column = `${quoteRelation(relation)}.${quoteIdentifier(identifier)}`;
  return [`comment on column ${column} is ${quoteLiteral(JSON.stringify(property))}`];
}
