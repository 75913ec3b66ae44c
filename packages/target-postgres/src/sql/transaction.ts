import { LANES } from "../load/row-key.ts";
import { quoteLiteral, quoteRelation, type Relation } from "./identifier.ts";

/** First part of the advisory locks that this program takes. */
const LOCK_CLASS = 1_936_285_559;

const ALL_LANES: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

/** A table that a transaction is about to write. */
export interface WrittenTable {
  readonly relation: Relation;
  /** The lanes of rows that it writes. */
  readonly lanes: readonly number[];
}

/**
 * Begins a transaction that writes tables. Settings and locks (against a second run into the same
 * tables) end with the transaction, so that a connection pooler may stand in between.
 */
export function beginWritingTables(tables: readonly WrittenTable[]): string[] {
  return [
    "begin",
    // Values come as ISO 8601 and UTC, whatever the server or the role is set to.
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local jit = off",
    lockAll(tables),
  ];
}

/** Begins a transaction that may change all of a table. */
export function beginWriting(relation: Relation): string[] {
  return beginWritingTables([{ relation, lanes: ALL_LANES }]);
}

/**
 * Forbids, for a table with an index on its key, the plans that would read all of it for each batch;
 * allows them otherwise. Before each merge, for the one before it may have had another table.
 */
export function steerPlanner(hasKeyIndex: boolean): string[] {
  const value = hasKeyIndex ? "off" : "default";
  return [
    `set local enable_hashjoin = ${value}`,
    `set local enable_mergejoin = ${value}`,
    "set local enable_seqscan = default",
  ];
}

/** In the order of the locks' own keys, so that no two runs wait for each other: names may share one. */
function lockAll(tables: readonly WrittenTable[]): string {
  const wanted = tables.flatMap(({ relation, lanes }) =>
    lanes.map((lane) => `(${LOCK_CLASS + lane}, ${quoteLiteral(quoteRelation(relation))})`),
  );
  return (
    "select pg_advisory_xact_lock(class, key) from (" +
    `select distinct class, hashtext(name) as key from (values ${wanted.join(", ")}) as wanted (class, name) ` +
    "order by class, key) as ordered"
  );
}

/** Lets another run that wants the same finish first. */
export function lockUntilCommit(name: string): string {
  return `select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${quoteLiteral(name)}))`;
}
