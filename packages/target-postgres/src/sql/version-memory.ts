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
 * is a fifth of the work of a row for each key. The table's comment, which unlike its rows outlives a
 * crash of the server, says which version they belong to.
 */
export interface VersionMemory {
  readonly version: number;
  /** Whether the rows of older versions are gone already. */
  readonly activated: boolean;
}

/** A column of the key: its identifier, and its type in the stream's table. */
export type KeyColumn = Pick<ColumnDefinition, "identifier" | "sql">;

/** The table that remembers keys. */
export function memoryRelation({ schema, table }: Relation): Relation {
  return { schema, table: fitIdentifier(`_sdc_seen_${table}`) };
}

/** The comment of the memory `$1` (quoted); NULL when there is none. */
export const READ_MEMORY = `select obj_description(to_regclass($1), 'pg_class') as comment`;

/** Reads the memory's comment; undefined when it is not one that {@link describeMemory} wrote. */
export function parseMemory(comment: string | null | undefined): VersionMemory | undefined {
  const match = /^version (\d+)( activated)?$/.exec(comment ?? "");
  return match === null
    ? undefined
    : { version: Number(match[1]), activated: match[2] !== undefined };
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
  state: VersionMemory,
): string[] {
  const memory = quoteRelation(memoryRelation(relation));
  return [
    `drop table if exists ${memory}`,
    `create unlogged table ${memory} (${keys.map((key) => `${quoteIdentifier(key.identifier)} ${listType(key)}`).join(", ")})`,
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

/** Whether the memory is whole, as one column `whole`. */
export function readMemoryIsWhole(relation: Relation, keys: readonly KeyColumn[]): string {
  const marker = keys.map((key) => `${quoteIdentifier(key.identifier)} is null`).join(" and ");
  return `select exists (select from ${quoteRelation(memoryRelation(relation))} where ${marker}) as whole`;
}

/** Notes that a version is activated; its keys are needed no more. */
export function endMemory(relation: Relation, version: number): string[] {
  return [
    `truncate ${quoteRelation(memoryRelation(relation))}`,
    describeMemory(relation, { version, activated: true }),
  ];
}

function describeMemory(relation: Relation, { version, activated }: VersionMemory): string {
  const comment = quoteLiteral(`version ${version}${activated ? " activated" : ""}`);
  return `comment on table ${quoteRelation(memoryRelation(relation))} is ${comment}`;
}

/** How the rows of older versions go. */
export interface RemovalPlan {
  readonly relation: Relation;
  readonly version: number;
  readonly versionColumn: string;
  /** The column of soft deletion; undefined deletes the rows. */
  readonly deletedAtColumn: string | undefined;
  /** The key's columns, when rows whose keys are remembered stay; empty when nothing is remembered. */
  readonly rememberedKeys: readonly KeyColumn[];
}

/** Removes the rows of older versions. A soft deletion takes its time as `$1`. */
export function removeOlderVersions(plan: RemovalPlan): string {
  const table = `${quoteRelation(plan.relation)} as t`;
  const versionColumn = `t.${quoteIdentifier(plan.versionColumn)}`;
  const conditions = [
    `(${versionColumn} is null or ${versionColumn} < ${plan.version})`,
    ...notRemembered(plan),
  ];
  if (plan.deletedAtColumn === undefined) {
    return `delete from ${table} where ${conditions.join(" and ")}`;
  }
  const deletedAt = quoteIdentifier(plan.deletedAtColumn);
  conditions.push(`t.${deletedAt} is null`);
  return `update ${table} set ${deletedAt} = $1 where ${conditions.join(" and ")}`;
}

function notRemembered({ relation, rememberedKeys }: RemovalPlan): string[] {
  if (rememberedKeys.length === 0) return [];
  const lists = rememberedKeys
    .map(({ identifier }) => quoteIdentifier(identifier))
    .map((key) => `unnest(${key}) as ${key}`)
    .join(", ");
  // As values, not as text: 1.0 and 1.00 are one key to the merge, so they must be one key here.
  const same = rememberedKeys
    .map(({ identifier, sql }) => ({ key: quoteIdentifier(identifier), sql }))
    .map(({ key, sql }) => `m.${key}::${sql} = t.${key}`)
    .join(" and ");
  const memory = `(select ${lists} from ${quoteRelation(memoryRelation(relation))}) as m`;
  return [`not exists (select from ${memory} where ${same})`];
}
