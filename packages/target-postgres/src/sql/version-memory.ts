import {
  fitIdentifier,
  quoteIdentifier,
  quoteLiteral,
  quoteRelation,
  type Relation,
} from "./identifier.ts";
import { STAGE } from "./merge.ts";
import type { ColumnDefinition } from "./table-definition.ts";

/**
 * What is remembered of a stream's versions: unchanged rows keep the version they were written
 * with, so the keys that were seen in the newest version stand in an unlogged table beside the
 * stream's. Its comment, which unlike its rows outlives a crash of the server, says which version
 * they belong to.
 */
export interface VersionMemory {
  readonly version: number;
  /** Whether the rows of older versions are gone already. */
  readonly activated: boolean;
}

/** The table that remembers keys, as text, so that a key column may change its type. */
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
  keys: readonly string[],
  version: number,
): string[] {
  const memory = quoteRelation(memoryRelation(relation));
  return [
    `drop table if exists ${memory}`,
    `create unlogged table ${memory} (${keys.map((key) => `${quoteIdentifier(key)} text`).join(", ")})`,
    describeMemory(relation, { version, activated: false }),
    `insert into ${memory} default values`,
  ];
}

/** Remembers the keys of all staged rows. */
export function rememberStage(relation: Relation, keys: readonly string[]): string {
  const values = keys.map((key) => `${quoteIdentifier(key)}::text`).join(", ");
  return `insert into ${quoteRelation(memoryRelation(relation))} select ${values} from ${STAGE}`;
}

/** Whether the memory is whole, as one column `whole`. */
export function readMemoryIsWhole(relation: Relation, keys: readonly string[]): string {
  const marker = keys.map((key) => `${quoteIdentifier(key)} is null`).join(" and ");
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
  readonly rememberedKeys: readonly Pick<ColumnDefinition, "identifier" | "sql">[];
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
  // As values, not as text: 1.0 and 1.00 are one key to the merge, so they must be one key here.
  const same = rememberedKeys
    .map(({ identifier, sql }) => ({ key: quoteIdentifier(identifier), sql }))
    .map(({ key, sql }) => `m.${key}::${sql} = t.${key}`)
    .join(" and ");
  return [`not exists (select from ${quoteRelation(memoryRelation(relation))} as m where ${same})`];
}
