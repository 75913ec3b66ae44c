/** Something that columns are taken from: a table, an inner query, a function's rows. */
export interface Relation {
  /** Names, in lower case, that it gives to columns of its own; nothing is known behind them. */
  readonly names: ReadonlySet<string>;
  /** The tables, by index, whose columns it passes on under their names: itself, or through `*`. */
  readonly tables: readonly number[];
  /** True when it may have more columns than are known. */
  readonly isOpen: boolean;
  /** True for a table itself, and for a question that is used as one. */
  readonly isTable: boolean;
}

/** The rows of a function, of a list of values, of an unknown temporary table. */
export function rowsOf(names: Iterable<string>, isOpen: boolean): Relation {
  return { names: new Set(lowered(names)), tables: [], isOpen, isTable: false };
}

/** A table or question by its index. */
export function tableRelation(index: number): Relation {
  return { names: new Set(), tables: [index], isOpen: false, isTable: true };
}

/** All columns of several relations together, as `SELECT *` over a join passes them on. */
export function joinedRelation(relations: readonly Relation[], names: Iterable<string>): Relation {
  return {
    names: new Set([...lowered(names), ...relations.flatMap((one) => [...one.names])]),
    tables: [...new Set(relations.flatMap((one) => one.tables))],
    isOpen: relations.some((one) => one.isOpen),
    isTable: false,
  };
}

/** The same relation whose columns have got new names, as in `AS t(a, b)`. */
export function renamedRelation(relation: Relation, names: readonly string[]): Relation {
  return names.length === 0 ? relation : rowsOf(names, false);
}

function lowered(names: Iterable<string>): string[] {
  return [...names].map((name) => name.toLowerCase());
}
