import type { Clause, LegacyInnerQuery } from "../world/questions/question.ts";
import { toMbql5 } from "./query-mbql5.ts";

/** First version that writes definitions as whole MBQL 5 queries. */
const MBQL5_SINCE = 57;

/** The definition of a segment, measure or old metric: the part of a query that it stands for. */
export function definitionOf(
  major: number,
  owner: { readonly table_id: number; readonly database_id: number },
  part: { readonly filter: Clause } | { readonly aggregation: readonly Clause[] },
): object {
  const query: LegacyInnerQuery = { "source-table": owner.table_id, ...part };
  return major >= MBQL5_SINCE
    ? toMbql5({ database: owner.database_id, type: "query", query })
    : query;
}
