import type { Place } from "../place.ts";
import { isNoColumn } from "./references.ts";
import { rowsOf } from "./relation.ts";
import type { Resolving } from "./resolving.ts";
import { Scope } from "./scope.ts";
import { contentOf, isQuery, isSqlNode, nameOf, namesOf, pathOf } from "./sql-tree.ts";

/** Notes every column in an expression, and what the queries inside it refer to. */
export function walkExpression(
  value: unknown,
  scope: Scope,
  place: Place,
  resolving: Resolving,
): void {
  if (Array.isArray(value)) {
    for (const element of value) walkExpression(element, scope, place, resolving);
    return;
  }
  if (!isSqlNode(value)) return;
  const path = pathOf(value);
  if (path !== undefined) {
    notePath(path, scope, place, resolving);
    return;
  }
  if (isQuery(value) && contentOf(value, "values") === undefined) {
    resolving.resolveQuery(value, scope);
    return;
  }
  const inner = bindVariables(value, scope);
  for (const [kind, content] of Object.entries(value)) {
    if (NAMES_ONLY.has(kind)) continue;
    const isAggregate =
      isAggregation(kind, content) && (place === "field" || place === "expression");
    walkExpression(content, inner, isAggregate ? "aggregation" : place, resolving);
  }
}

/** Members that hold names and types, never expressions. */
const NAMES_ONLY: ReadonlySet<string> = new Set([
  "data_type",
  "to",
  "span",
  "inferred_type",
  "schema",
]);

/** Notes `a.b.c`: a column with its table, its table and schema, or a member of a column. */
export function notePath(
  path: readonly string[],
  scope: Scope,
  place: Place,
  { references }: Resolving,
): void {
  if (path.some(isNoColumn)) return;
  const written = path.join(".");
  const [first = "", second, third] = path;
  const [lastButOne = "", last] = path.slice(-2);
  const candidates = [
    [first, second],
    [second, third],
    [lastButOne, last],
  ] as const;
  for (const [table, column] of candidates) {
    const relation = table === undefined || column === undefined ? undefined : scope.find(table);
    if (relation === undefined || column === undefined) continue;
    references.addColumnOf(relation, column, place, written);
    return;
  }
  references.addColumn(first, place, scope, written);
}

/** A scope for what stands inside `x -> ...` or a comprehension, where `x` is no column. */
function bindVariables(value: unknown, scope: Scope): Scope {
  const lambda = contentOf(value, "lambda");
  const comprehension = contentOf(value, "comprehension");
  const variables = [
    ...namesOf(lambda?.["parameters"]),
    ...(pathOf(comprehension?.["expression"]) ?? []),
    ...[nameOf(comprehension?.["iterator"])].flatMap((name) => name ?? []),
  ];
  if (variables.length === 0) return scope;
  const inner = new Scope(scope);
  inner.add("", rowsOf(variables, false));
  for (const name of variables) inner.add(name, rowsOf([], true));
  return inner;
}

function isAggregation(kind: string, content: unknown): boolean {
  if (AGGREGATES.has(kind)) return true;
  if (kind !== "function" && kind !== "anonymous") return false;
  return AGGREGATES.has(nameOf(content)?.toLowerCase() ?? "");
}

const AGGREGATES: ReadonlySet<string> = new Set([
  ...["count", "sum", "avg", "min", "max", "group_concat", "string_agg", "list_agg", "array_agg"],
  ...["count_if", "countif", "sum_if", "sumif", "stddev", "stddev_pop", "stddev_samp", "variance"],
  ...["var_pop", "var_samp", "median", "mode", "any_value", "approx_distinct", "percentile_cont"],
  ...["approx_count_distinct", "approx_percentile", "percentile_disc", "logical_and", "logical_or"],
  ...["aggregate_function", "parameterized_agg", "combined_parameterized_agg", "quantile", "uniq"],
  ...["anonymous_agg_func", "combined_agg_func", "within_group", "arg_max", "arg_min", "argmax"],
  ...["object_agg", "j_s_o_n_array_agg", "j_s_o_n_object_agg", "listagg", "approx_quantiles"],
]);
