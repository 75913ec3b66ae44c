import { LANES } from "../load/row-key.ts";
import { quoteLiteral, quoteRelation, type Relation } from "./identifier.ts";

/** First part of the advisory locks that this program takes. */
const LOCK_CLASS = 1_936_285_559;

const ALL_LANES: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

/** Plans that would read the whole table for each batch, when an index on the key is there. */
const ONLY_INDEX_JOINS = ["set local enable_hashjoin = off", "set local enable_mergejoin = off"];

/** What a transaction is about to write. */
export interface WritingOptions {
  readonly hasKeyIndex?: boolean;
  /** The lanes of rows that it writes. @default all, and the table itself */
  readonly lanes?: readonly number[];
}

/**
 * Begins a transaction that writes one table. Settings and locks (against a second run into the same
 * table) end with the transaction, so that a connection pooler may stand in between.
 */
export function beginWriting(relation: Relation, options: WritingOptions = {}): string[] {
  const { hasKeyIndex, lanes = ALL_LANES } = options;
  return [
    "begin",
    // Values come as ISO 8601 and UTC, whatever the server or the role is set to.
    "set local timezone = 'UTC'",
    "set local datestyle = 'ISO, YMD'",
    "set local jit = off",
    ...(hasKeyIndex ? ONLY_INDEX_JOINS : []),
    // Always in the same order, so that two runs cannot wait for each other.
    ...lanes.toSorted().map((lane) => lockUntilCommit(quoteRelation(relation), lane)),
  ];
}

/** Lets another run that wants the same finish first. */
export function lockUntilCommit(name: string, lane = 0): string {
  return `select pg_advisory_xact_lock(${LOCK_CLASS + lane}, hashtext(${quoteLiteral(name)}))`;
}
