import {
  fitIdentifier,
  quoteIdentifier,
  quoteList,
  quoteRelation,
  type Relation,
} from "./identifier.ts";

/** One row for each index of the table `$1` (quoted) that covers all rows by plain columns, in its order. */
export const READ_INDEXES = `
  select array(
    select attname::text
    from unnest(indkey[0:indnkeyatts - 1]) with ordinality as key (number, place)
    join pg_attribute on attrelid = indrelid and attnum = key.number
    order by key.place
  ) as columns
  from pg_index
  where indrelid = to_regclass($1) and indisvalid and indpred is null and indexprs is null`;

/** As much of a table's name as pipelinewise's target puts in an index's. */
const TABLE_CHARACTERS = 30;

/** Creates an index, with the name that pipelinewise's target would give it. */
export function createIndex(relation: Relation, columns: readonly string[]): string {
  const name = fitIdentifier(`i_${relation.table.slice(0, TABLE_CHARACTERS)}_${columns.join("_")}`);
  return `create index if not exists ${quoteIdentifier(name)} on ${quoteRelation(relation)} (${quoteList(columns)})`;
}
