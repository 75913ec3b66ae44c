import {
  quoteIdentifier,
  quoteList,
  quoteLiteral,
  quoteRelation,
  type Relation,
} from "./identifier.ts";

/** The tables (quoted, as `name`) in the schema `$1` that have the comment `$2`. */
export const READ_BY_COMMENT = `
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and c.relkind = 'r' and obj_description(c.oid, 'pg_class') = $2`;

/** By which a table of rows that are to replace those of another one is known. */
export function describeReplacement(relation: Relation): string {
  return `rows that were to replace those of ${quoteRelation(relation)}; target-postgres drops this table when it runs again`;
}

/** Creates an empty table of the same columns, with the key but without further indexes. */
export function createReplacement(
  relation: Relation,
  replacement: Relation,
  keys: readonly string[],
): string[] {
  const name = quoteRelation(replacement);
  const key = keys.length === 0 ? "" : `, primary key (${quoteList(keys)})`;
  // What the stream does not fill needs its default here, too.
  const properties = ["defaults", "constraints", "generated", "identity", "storage"];
  const like = properties.map((property) => ` including ${property}`).join("");
  return [
    `create table ${name} (like ${quoteRelation(relation)}${like}${key})`,
    `comment on table ${name} is ${quoteLiteral(describeReplacement(relation))}`,
  ];
}

/** What is replaced, and by which rows. */
export interface ReplacementPlan {
  readonly relation: Relation;
  readonly replacement: Relation;
  /** Identifiers of the columns that the stream fills. */
  readonly columns: readonly string[];
  /** The column of versions, and the version that is activated: rows of older ones stay behind. */
  readonly version?: { readonly column: string; readonly number: number } | undefined;
}

/**
 * The statements that remove all rows of a table, and fill it anew. The table stays what it is, with
 * its grants, comments, indexes, triggers, and with the views that read it.
 */
export function replaceRows({
  relation,
  replacement,
  columns,
  version,
}: ReplacementPlan): [string, string] {
  const name = version && quoteIdentifier(version.column);
  const condition = version ? ` where ${name} is null or ${name} >= ${version.number}` : "";
  return [
    `truncate ${quoteRelation(relation)}`,
    `insert into ${quoteRelation(relation)} (${quoteList(columns)}) ` +
      `select ${quoteList(columns)} from ${quoteRelation(replacement)}${condition}`,
  ];
}

/** Whether there are rows of a newer version, as one column `newer`. */
export function readHasNewer(
  relation: Relation,
  version: { readonly column: string; readonly number: number },
): string {
  const column = quoteIdentifier(version.column);
  return `select exists (select from ${quoteRelation(relation)} where ${column} > ${version.number}) as newer`;
}
