import type { Statement } from "../script.ts";
import { quoteIdentifier, quoteList, quoteRelation, type Relation } from "./identifier.ts";

/** The stage: a temporary table that lives as long as it takes to merge one batch. */
export const STAGE = "_sdc_stage";

/** How staged rows come into a table. Names are columns' identifiers. */
export interface MergePlan {
  readonly relation: Relation;
  /** Everything that is loaded. */
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  /** A row is rewritten when one of these differs; always, when undefined. */
  readonly compared: readonly string[] | undefined;
  /** The column that says which version of the stream a row belongs to. */
  readonly versionColumn: string | undefined;
}

/** A statement that brings rows into a table, and what the rows that it touches are. */
export interface LoadStatement extends Statement {
  /** Undefined where they are of several kinds, or none of the table's. */
  readonly counts?: "staged" | "replaced" | "repeated" | "inserted" | "updated" | "deleted";
}

/** PostgreSQL 15 has MERGE. */
const FIRST_VERSION_WITH_MERGE = 150_000;

/** Creates the stage, with the columns' present types and none of the table's constraints. */
export function createStage({ relation, columns }: MergePlan): string {
  return (
    `create temporary table ${STAGE} on commit drop as ` +
    `select ${quoteList(columns)} from ${quoteRelation(relation)} with no data`
  );
}

/** Drops the stage. The next one in the same transaction has other columns. */
export const DROP_STAGE = `drop table ${STAGE}`;

/** Touches a row when two staged ones have the same key. */
export function findRepeatedKey(keys: readonly string[]): LoadStatement {
  const sql = `select from ${STAGE} group by ${quoteList(keys)} having count(*) > 1 limit 1`;
  return { sql, counts: "repeated" };
}

/**
 * The statements that bring staged rows, of which no two have the same key, into the table.
 *
 * @param serverVersion `server_version_num`
 * @param isCounted whether inserts and updates are told apart, which MERGE does not.
 */
export function mergeStage(
  plan: MergePlan,
  serverVersion: number,
  isCounted: boolean,
): LoadStatement[] {
  const mayMerge = serverVersion >= FIRST_VERSION_WITH_MERGE && !isCounted;
  return mayMerge ? [{ sql: merge(plan) }] : updateAndInsert(plan);
}

/** Removes the rows that the staged ones have marked as deleted. */
export function removeMarked(plan: MergePlan, deletedAtColumn: string): LoadStatement {
  const mark = quoteIdentifier(deletedAtColumn);
  // Not plainly "is not null": that hardly ever holds, so that the server would read the whole table
  // for such rows instead of looking the staged keys up.
  const sql =
    `delete from ${quoteRelation(plan.relation)} as t using ${STAGE} as s ` +
    `where s.${mark} is not null and coalesce(t.${mark} is not null, false) and ${sameKey(plan)}`;
  return { sql, counts: "deleted" };
}

/** Removes the rows that are marked as deleted. */
export function removeAllMarked(relation: Relation, deletedAtColumn: string): string {
  return `delete from ${quoteRelation(relation)} where ${quoteIdentifier(deletedAtColumn)} is not null`;
}

function merge(plan: MergePlan): string {
  const update = assignments(plan);
  return [
    `merge into ${quoteRelation(plan.relation)} as t using ${STAGE} as s on ${sameKey(plan)}`,
    ...(update === ""
      ? []
      : [`when matched${and(rewriteConditions(plan))} then update set ${update}`]),
    `when not matched then insert (${quoteList(plan.columns)}) values (${quoteList(plan.columns, "s.")})`,
  ].join(" ");
}

/** For servers before 15. Beside ON CONFLICT this locks and logs no row that stays as it is. */
function updateAndInsert(plan: MergePlan): LoadStatement[] {
  const table = quoteRelation(plan.relation);
  const update = assignments(plan);
  const conditions = [sameKey(plan), ...rewriteConditions(plan)].join(" and ");
  return [
    ...(update === ""
      ? []
      : [
          {
            sql: `update ${table} as t set ${update} from ${STAGE} as s where ${conditions}`,
            counts: "updated" as const,
          },
        ]),
    {
      sql:
        `insert into ${table} (${quoteList(plan.columns)}) select ${quoteList(plan.columns, "s.")} ` +
        `from ${STAGE} as s where not exists (select from ${table} as t where ${sameKey(plan)})`,
      counts: "inserted",
    },
  ];
}

function sameKey({ keys }: MergePlan): string {
  return keys
    .map(quoteIdentifier)
    .map((key) => `t.${key} = s.${key}`)
    .join(" and ");
}

function assignments({ columns, keys, versionColumn }: MergePlan): string {
  return columns
    .filter((column) => !keys.includes(column))
    .map((column) => {
      const name = quoteIdentifier(column);
      const isVersion = column === versionColumn;
      return `${name} = ${isVersion ? `greatest(t.${name}, s.${name})` : `s.${name}`}`;
    })
    .join(", ");
}

function rewriteConditions({ compared, versionColumn }: MergePlan): string[] {
  const conditions: string[] = [];
  if (versionColumn !== undefined) {
    const name = quoteIdentifier(versionColumn);
    conditions.push(`(t.${name} > s.${name}) is not true`);
  }
  // Images, not values: half the cost of IS DISTINCT FROM, and 1.10 differs from 1.1.
  if (compared !== undefined) {
    const [there, here] = [quoteList(compared, "t."), quoteList(compared, "s.")];
    conditions.push(`row(${there})::record *<> row(${here})::record`);
  }
  return conditions;
}

function and(conditions: readonly string[]): string {
  return conditions.map((condition) => ` and ${condition}`).join("");
}
