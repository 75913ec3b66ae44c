import { quoteLiteral, quoteRelation, type Relation } from "./identifier.ts";

/** First part of the advisory locks that this program takes. */
const LOCK_CLASS = 1_936_285_559;

/** Plans that would read the whole table for each batch, when an index on the key is there. */
const ONLY_INDEX_JOINS = ["set local enable_hashjoin = off", "set local enable_mergejoin = off"];

/**
 * Begins a transaction that writes one table. Settings and the lock (against a second run into the
 * same table) end with the transaction, so that a connection pooler may stand in between.
 */
export function beginWriting(
  relation: Relation,
  options: { readonly hasKeyIndex?: boolean } = {},
): string[] {
  return [
    "begin",
    // Values come as ISO 8601 and UTC, whatever the server or the role is set to.
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local jit = off",
    ...(options.hasKeyIndex ? ONLY_INDEX_JOINS : []),
    lockUntilCommit(quoteRelation(relation)),
  ];
}

/** Lets another run that wants the same finish first. */
export function lockUntilCommit(name: string): string {
  return `select pg_advisory_xact_lock(${LOCK_CLASS}, hashtext(${quoteLiteral(name)}))`;
}
