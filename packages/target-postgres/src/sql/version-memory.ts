import type { KeyRanges } from "../load/key-ranges.ts";
import {
  fitIdentifier,
  quoteIdentifier,
  quoteList,
  quoteLiteral,
  quoteRelation,
  type Relation,
} from "./identifier.ts";
import { STAGE } from "./merge.ts";
import type { ColumnDefinition } from "./table-definition.ts";

/**
 * What is remembered of a stream's versions: unchanged rows keep the version they were written
 * with, so the keys that were seen in the newest version stand in an unlogged table beside the
 * stream's: a row for each batch, with all its keys in an array for each of the key's columns, which
 * is a fifth of the work of a row for each key. Keys that are whole numbers and follow each other
 * stand there as ranges. The table's comment, which unlike its rows outlives a crash of the server,
 * says which version they belong to.
 */
export interface VersionMemory {
  readonly version: number;
  /** Whether the rows of older versions are gone already. */
  readonly activated: boolean;
  /** Whether the keys in it are of the columns that make up the stream's key now. */
  readonly isOfKey: boolean;
}

/** What a memory's comment says. */
type MemoryState = Pick<VersionMemory, "version" | "activated">;

/** A column of the key: its identifier, and its type in the stream's table. */
export type KeyColumn = Pick<ColumnDefinition, "identifier" | "sql">;

/** The table that remembers keys. */
export function memoryRelation({ schema, table }: Relation): Relation {
  return { schema, table: fitIdentifier(`_sdc_seen_${table}`) };
}

/** What there is of a memory: its comment, and its columns' identifiers. */
export interface MemoryTable {
  readonly comment: string | null;
  readonly columns: readonly string[];
}

/** One row, a {@link MemoryTable}, for the memory `$1` (quoted); none when it does not exist. */
export const READ_MEMORY = `
  select obj_description(oid, 'pg_class') as comment,
    array(
      select attname::text from pg_attribute where attrelid = oid and attnum > 0 and not attisdropped
    ) as columns
  from pg_class where oid = to_regclass($1)`;

/** Reads a memory; undefined when its comment is not one that {@link describeMemory} wrote. */
export function parseMemory(
  table: MemoryTable | undefined,
  keys: readonly KeyColumn[],
): VersionMemory | undefined {
  const match = /^version (\d+)( activated)?$/.exec(table?.comment ?? "");
  if (match === null) return undefined;
  const found = new Set(table?.columns);
  const wanted = [...keys.map(({ identifier }) => identifier), ...rangeNames(keys)];
  return {
    version: Number(match[1]),
    activated: match[2] !== undefined,
    isOfKey: found.size === wanted.length && wanted.every((name) => found.has(name)),
  };
}

/** Forgets what was remembered and begins a version. The row of NULLs is what a crash would take. */
export function beginMemory(
  relation: Relation,
  keys: readonly KeyColumn[],
  version: number,
): string[] {
  const memory = quoteRelation(memoryRelation(relation));
  return [
    ...loseMemory(relation, keys, { version, activated: false }),
    `insert into ${memory} default values`,
  ];
}

/** Forgets the keys of a version, as a crash would; for when the stream has another key now. */
export function loseMemory(
  relation: Relation,
  keys: readonly KeyColumn[],
  state: MemoryState,
): string[] {
  const memory = quoteRelation(memoryRelation(relation));
  const columns = [
    ...keys.map((key) => `${quoteIdentifier(key.identifier)} ${listType(key)}`),
    ...rangeColumns(keys).map((name) => `${name} bigint[]`),
  ];
  return [
    `drop table if exists ${memory}`,
    `create unlogged table ${memory} (${columns.join(", ")})`,
    // Compressing keys costs more than it saves.
    `alter table ${memory} ${alterColumns(keys, () => "set storage external")}`,
    describeMemory(relation, state),
  ];
}

/** Gives the memory the types that the key's columns have now; they may have become wider. */
export function widenMemory(relation: Relation, keys: readonly KeyColumn[]): string {
  const memory = quoteRelation(memoryRelation(relation));
  return `alter table ${memory} ${alterColumns(
    keys,
    (key) => `type ${listType(key)} using ${quoteIdentifier(key.identifier)}::${listType(key)}`,
  )}`;
}

/** Remembers the keys of all staged rows. */
export function rememberStage(relation: Relation, keys: readonly KeyColumn[]): string {
  const names = keys.map(({ identifier }) => identifier);
  const lists = keys.map(
    (key) => `array_agg(${quoteIdentifier(key.identifier)}::${elementType(key)})`,
  );
  return (
    `insert into ${quoteRelation(memoryRelation(relation))} (${quoteList(names)}) ` +
    `select ${lists.join(", ")} from ${STAGE} having count(*) > 0`
  );
}

/** Remembers keys for which {@link isInteger} holds. */
export function rememberRanges(
  relation: Relation,
  keys: readonly KeyColumn[],
  { firsts, lasts }: KeyRanges,
): string {
  return (
    `insert into ${quoteRelation(memoryRelation(relation))} (${rangeColumns(keys).join(", ")}) ` +
    `values ('{${firsts.join()}}', '{${lasts.join()}}')`
  );
}

/** Whether a key is one whole number. */
export function isInteger(keys: readonly KeyColumn[]): boolean {
  return (
    keys.length === 1 && keys.every(({ sql }) => ["smallint", "integer", "bigint"].includes(sql))
  );
}

/** The columns of ranges in the memory of a key of one column, which may have been a number. */
function rangeNames(keys: readonly KeyColumn[]): string[] {
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) return [];
  return ["first", "last"].map((end) => fitIdentifier(`${key.identifier}_${end}`));
}

function rangeColumns(keys: readonly KeyColumn[]): string[] {
  return rangeNames(keys).map(quoteIdentifier);
}

/** An array of arrays would be another thing than a list of them. */
function elementType({ sql }: KeyColumn): string {
  return sql.endsWith("[]") ? "text" : sql;
}

function listType(key: KeyColumn): string {
  return `${elementType(key)}[]`;
}

function alterColumns(keys: readonly KeyColumn[], action: (key: KeyColumn) => string): string {
  return keys
    .map((key) => `alter column ${quoteIdentifier(key.identifier)} ${action(key)}`)
    .join(", ");
}

/** What a memory's rows are. */
export interface MemoryContent {
  /** Whether none is lost. */
  readonly whole: boolean;
  /** Whether all keys are in ranges. */
  readonly ranges: boolean;
}

/** {@link MemoryContent} as one row. */
export function readMemoryContent(relation: Relation, keys: readonly KeyColumn[]): string {
  const lists = keys.map(({ identifier }) => quoteIdentifier(identifier));
  const isEmpty = (names: readonly string[]) =>
    names.map((name) => `${name} is null`).join(" and ");
  return (
    `select coalesce(bool_or(${isEmpty([...lists, ...rangeColumns(keys)])}), false) as whole, ` +
    `coalesce(bool_and(${isEmpty(lists)}), false) as ranges from ${quoteRelation(memoryRelation(relation))}`
  );
}

/** A query of all ranges, as `first` and `last`. */
export function rememberedRanges(relation: Relation, keys: readonly KeyColumn[]): string {
  const memory = quoteRelation(memoryRelation(relation));
  return `select r.first, r.last from ${memory}, unnest(${rangeColumns(keys).join(", ")}) as r (first, last)`;
}

/** A query of all keys, by the identifiers of their columns. */
export function rememberedKeys(relation: Relation, keys: readonly KeyColumn[]): string {
  const memory = quoteRelation(memoryRelation(relation));
  const lists = keys
    .map(({ identifier, sql }) => ({ key: quoteIdentifier(identifier), sql }))
    .map(({ key, sql }) => `unnest(${key})::${sql} as ${key}`);
  const single = `select ${lists.join(", ")} from ${memory}`;
  const [type] = keys.map(({ sql }) => sql);
  if (rangeColumns(keys).length === 0) return single;
  // By way of text, as not every type can be cast from a number.
  const inRanges = `select generate_series(first, last)::text::${type} from (${rememberedRanges(relation, keys)}) as r`;
  return `${single} union all ${inRanges}`;
}

/** Notes that a version is activated; its keys are needed no more. */
export function endMemory(relation: Relation, version: number): string[] {
  return [
    `truncate ${quoteRelation(memoryRelation(relation))}`,
    describeMemory(relation, { version, activated: true }),
  ];
}

function describeMemory(relation: Relation, { version, activated }: MemoryState): string {
  const comment = quoteLiteral(`version ${version}${activated ? " activated" : ""}`);
  return `comment on table ${quoteRelation(memoryRelation(relation))} is ${comment}`;
}
