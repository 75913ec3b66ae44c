import {
  fitIdentifier,
  quoteIdentifier,
  quoteList,
  quoteLiteral,
  quoteRelation,
  type Relation,
} from "./identifier.ts";
import { STAGE } from "./merge.ts";

/**
 * How a table's history follows it: a row for each version of each of the table's rows, which is open
 * (it has no end) as long as the table has it. Names are columns' identifiers.
 */
export interface HistoryPlan {
  readonly relation: Relation;
  readonly history: Relation;
  readonly keys: readonly string[];
  /** What makes a version: the stream's columns without the key. */
  readonly compared: readonly string[];
  /** The table's columns that say when a row came to be as it is; the first that has a value counts. */
  readonly cameAt: readonly string[];
  /** The column that marks a row as deleted. */
  readonly deletedAt: string | undefined;
  /** The column that says which version of the stream a row belongs to. */
  readonly versionColumn: string | undefined;
  readonly validFrom: string;
  readonly validTo: string;
  /** The type of these two. */
  readonly instant: string;
  /** Whether the table has an index on its key. */
  readonly hasKeyIndex: boolean;
}

/** The index by which the open versions of keys are found. */
export function openIndexRelation({ history, keys }: HistoryPlan): Relation {
  const table = fitIdentifier(`i_${history.table}_open_${keys.join("_")}`);
  return { schema: history.schema, table };
}

/** Creates {@link openIndexRelation}. */
export function createOpenIndex(plan: HistoryPlan): string {
  const { history, keys, validTo } = plan;
  const name = quoteIdentifier(openIndexRelation(plan).table);
  return `create index ${name} on ${quoteRelation(history)} (${quoteList(keys)}) where ${quoteIdentifier(validTo)} is null`;
}

/**
 * The statements that make the history follow the rows that are staged.
 *
 * @param now for rows that do not say when they came, as an ISO 8601 text.
 */
export function followStage(plan: HistoryPlan, now: string): string[] {
  const { history, validTo, deletedAt, cameAt } = plan;
  const name = quoteRelation(history);
  const end = instantOf(plan, "s", [...(deletedAt ? [deletedAt] : []), ...cameAt], now);
  const outdated = `select h.ctid as place from ${name} as h where ${sameKey(plan, "h", "s")} and ${isOutdated(plan)}`;
  return [
    // Nobody has statistics of a stage, or of a new history: the server would read all of it for each row.
    ...(plan.hasKeyIndex ? ["set local enable_seqscan = off"] : []),
    `update ${name} as h set ${quoteIdentifier(validTo)} = ${notBeforeStart(plan, "o.ending")} ` +
      `from (select f.place, ${end} as ending from ${STAGE} as s cross join lateral (${outdated} offset 0) as f) as o ` +
      "where h.ctid = o.place",
    // "offset 0": the server would rather read all of a table that has just grown, and for each of its
    // rows the stage.
    openVersions(
      plan,
      now,
      `${STAGE} as s cross join lateral (${withoutOpen(plan)} and ${sameKey(plan, "t", "s")} offset 0) as t`,
    ),
  ];
}

/** The same for all rows of the table, among them those that are gone. */
export function followAll(plan: HistoryPlan, now: string): string[] {
  const { history, validTo, deletedAt, cameAt } = plan;
  const changedAt = instantOf(plan, "t", [...(deletedAt ? [deletedAt] : []), ...cameAt], now);
  const end = `coalesce((select max(${changedAt}) from ${table(plan)} where ${sameKey(plan, "t", "h")}), ${instant(plan, now)})`;
  return [
    `update ${quoteRelation(history)} as h set ${quoteIdentifier(validTo)} = ${notBeforeStart(plan, end)} ` +
      `where ${isOutdated(plan)}`,
    openVersions(plan, now, `(${withoutOpen(plan)}) as t`),
  ];
}

/** Opens a version of each row of a source of those that have none. It begins after all that the row has had. */
function openVersions(plan: HistoryPlan, now: string, source: string): string {
  const { history, keys, compared, cameAt, validFrom } = plan;
  const own = [...keys, ...compared];
  const start = instantOf(plan, "t", cameAt, now);
  return (
    `insert into ${quoteRelation(history)} (${quoteList([...own, validFrom])}) ` +
    `select ${quoteList(own, "t.")}, greatest(${start}, (${lastEnd(plan, "t")})) from ${source}`
  );
}

/** A query of the table's rows that have no open version, with a condition at its end. */
function withoutOpen(plan: HistoryPlan): string {
  const open =
    `select from ${quoteRelation(plan.history)} as h ` +
    `where ${sameKey(plan, "h", "t")} and h.${quoteIdentifier(plan.validTo)} is null`;
  return `select t.* from ${table(plan)} where ${isAlive(plan)} and not exists (${open})`;
}

/** A query of when the last version of a row ended; of its beginning while it is open. */
export function lastEnd(plan: HistoryPlan, alias: string): string {
  const [from, to] = [plan.validFrom, plan.validTo].map((name) => `h.${quoteIdentifier(name)}`);
  return (
    `select coalesce(${to}, ${from}) from ${quoteRelation(plan.history)} as h ` +
    `where ${sameKey(plan, "h", alias)} order by ${from} desc, ${to} desc limit 1`
  );
}

/** Whether the open version `h` is not what the table has. */
function isOutdated(plan: HistoryPlan): string {
  const same = [sameKey(plan, "t", "h"), isAlive(plan)];
  if (plan.compared.length > 0) {
    const [there, here] = [quoteList(plan.compared, "t."), quoteList(plan.compared, "h.")];
    // Images, as in a merge.
    same.push(`row(${there})::record *= row(${here})::record`);
  }
  return (
    `h.${quoteIdentifier(plan.validTo)} is null ` +
    `and not exists (select from ${table(plan)} where ${same.join(" and ")})`
  );
}

function isAlive({ deletedAt }: HistoryPlan): string {
  return deletedAt === undefined ? "true" : `t.${quoteIdentifier(deletedAt)} is null`;
}

/** Taps' clocks differ, and a backfill brings older records: no version ends before it begins. */
function notBeforeStart({ validFrom }: HistoryPlan, end: string): string {
  return `greatest(h.${quoteIdentifier(validFrom)}, ${end})`;
}

/** When a row came to be as it is: the first of these columns that has a value, or now. */
export function instantOf(
  plan: HistoryPlan,
  alias: string,
  columns: readonly string[],
  now: string,
): string {
  const values = columns.map((name) => `${alias}.${quoteIdentifier(name)}::${plan.instant}`);
  return `coalesce(${[...values, instant(plan, now)].join(", ")})`;
}

function instant(plan: HistoryPlan, text: string): string {
  return `${quoteLiteral(text)}::${plan.instant}`;
}

function table({ relation }: HistoryPlan): string {
  return `${quoteRelation(relation)} as t`;
}

export function sameKey({ keys }: HistoryPlan, one: string, other: string): string {
  return keys
    .map(quoteIdentifier)
    .map((key) => `${one}.${key} = ${other}.${key}`)
    .join(" and ");
}
