import type { Spared } from "../load/key-memory.ts";
import { quoteIdentifier, quoteRelation, type Relation } from "./identifier.ts";
import { type KeyColumn, rememberedKeys, rememberedRanges } from "./version-memory.ts";

/** How the rows of older versions go. */
export interface RemovalPlan {
  readonly relation: Relation;
  readonly version: number;
  readonly versionColumn: string;
  /** The column of soft deletion; undefined deletes the rows. */
  readonly deletedAtColumn: string | undefined;
  readonly keys: readonly KeyColumn[];
  /** The rows that stay: none, or those whose keys are remembered, as single keys or in ranges only. */
  readonly spared: Exclude<Spared, "everything">;
}

/** The least and the greatest bigint. */
const ENDS = ["'-9223372036854775808'::bigint", "'9223372036854775807'::bigint"] as const;

/** Removes the rows of older versions. A soft deletion takes its time as `$1`. */
export function removeOlderVersions(plan: RemovalPlan): string {
  const table = `${quoteRelation(plan.relation)} as t`;
  const deletedAt = plan.deletedAtColumn && quoteIdentifier(plan.deletedAtColumn);
  const conditions = [isOlder(plan), ...notRemembered(plan)].join(" and ");
  return deletedAt === undefined
    ? `delete from ${table} where ${conditions}`
    : `update ${table} set ${deletedAt} = $1 where ${conditions}`;
}

function isOlder({ version, versionColumn, deletedAtColumn }: RemovalPlan): string {
  const column = `t.${quoteIdentifier(versionColumn)}`;
  const mark = deletedAtColumn && ` and t.${quoteIdentifier(deletedAtColumn)} is null`;
  return `(${column} is null or ${column} < ${version})${mark ?? ""}`;
}

function notRemembered(plan: RemovalPlan): string[] {
  switch (plan.spared) {
    case "nothing":
      return [];
    case "keys":
      return [isNoKey(plan)];
    case "ranges":
      return [isInGap(plan)];
  }
}

/** As values, not as text: 1.0 and 1.00 are one key to the merge, so they must be one key here. */
function isNoKey({ relation, keys }: RemovalPlan): string {
  const same = keys
    .map(({ identifier }) => quoteIdentifier(identifier))
    .map((key) => `m.${key} = t.${key}`)
    .join(" and ");
  return `not exists (select from (${rememberedKeys(relation, keys)}) as m where ${same})`;
}

/**
 * A table of a million rows mostly has a few gaps, in which nothing is found: thousandths of what it
 * costs to look up each of its rows among the keys.
 */
function isInGap(plan: RemovalPlan): string {
  const { relation, keys } = plan;
  const [least, greatest] = ENDS;
  const [key] = keys.map(({ identifier }) => `t.${quoteIdentifier(identifier)}`);
  const seen = `seen as (${rememberedRanges(relation, keys)})`;
  const reach = `max(last) over (order by first rows between unbounded preceding and 1 preceding)`;
  const gaps =
    `select coalesce(reach + 1, ${least}) as first, first - 1 as last ` +
    `from (select first, ${reach} as reach from seen) as s where reach is null or reach < first - 1 ` +
    `union all select coalesce(max(last) + 1, ${least}), ${greatest} from seen`;
  // "offset 0" keeps the server from reading the table once and going through all gaps for each row.
  const found =
    `select ${key} as key from ${quoteRelation(relation)} as t ` +
    `where ${key} between g.first and g.last and ${isOlder(plan)} offset 0`;
  return (
    `${key} = any (array(with ${seen}, gaps as (${gaps}) ` +
    `select f.key from gaps as g cross join lateral (${found}) as f))`
  );
}
