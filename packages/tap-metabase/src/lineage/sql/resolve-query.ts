import type { SqlDialect } from "./dialect.ts";
import { isNoColumn, type References } from "./references.ts";
import { joinedRelation, type Relation, renamedRelation, rowsOf } from "./relation.ts";
import { resolveFrom } from "./resolve-from.ts";
import type { Resolving } from "./resolving.ts";
import { Scope } from "./scope.ts";
import {
  contentOf,
  isQuery,
  isSqlNode,
  nameOf,
  namesOf,
  nodesOf,
  objectsOf,
  pathOf,
  type SqlNode,
} from "./sql-tree.ts";
import { cardIdOfName } from "./stand-ins.ts";
import { walkExpression } from "./walk-expression.ts";

/**
 * Notes what a query refers to, and says which columns it gives to a query around it.
 *
 * @param outer what names mean around the query
 */
export function resolveQuery(
  query: unknown,
  outer: Scope,
  { dialect, references }: { readonly dialect: SqlDialect; readonly references: References },
): Relation {
  const resolving: Resolving = {
    dialect,
    references,
    resolveQuery: (inner, scope) => resolve(inner, scope, resolving),
  };
  return resolve(query, outer, resolving);
}

function resolve(query: unknown, outer: Scope, resolving: Resolving): Relation {
  const select = contentOf(query, "select");
  if (select !== undefined) return resolveSelect(select, outer, resolving);
  const operation = contentOf(query, "union", "intersect", "except");
  if (operation !== undefined) return resolveSetOperation(operation, outer, resolving);
  const subquery = contentOf(query, "subquery", "paren");
  if (subquery !== undefined) {
    const relation = resolve(subquery["this"], outer, resolving);
    sortRows(subquery, relation, outer, resolving);
    return renamedRelation(relation, namesOf(subquery["column_aliases"]));
  }
  walkExpression(query, outer, "expression", resolving);
  return rowsOf(namesOf(contentOf(query, "values")?.["column_aliases"]), true);
}

function resolveSelect(select: SqlNode, outer: Scope, resolving: Resolving): Relation {
  // Its named queries are seen by what stands in FROM, its relations are not.
  const queries = new Scope(outer);
  const named = defineQueries(select["with"], queries, resolving);
  const scope = new Scope(queries);
  const items = nodesOf(select["expressions"]);
  resolveFrom(select, scope, resolving);
  for (const alias of [
    ...named.aliases,
    ...items.flatMap((item) => aliasOf(item, resolving) ?? []),
  ]) {
    scope.aliases.add(alias.toLowerCase());
  }
  for (const expression of named.expressions) {
    walkExpression(expression, scope, "expression", resolving);
  }
  const stars: Relation[] = [];
  const names: string[] = [];
  for (const item of items) {
    const star = contentOf(item, "star");
    if (star !== undefined) {
      stars.push(...resolveStar(star, scope, resolving));
      continue;
    }
    const value = assignedValue(item, resolving) ?? item;
    const name = aliasOf(item, resolving) ?? pathOf(value)?.at(-1);
    if (name !== undefined) names.push(name);
    walkExpression(value, scope, isBare(value) ? "field" : "expression", resolving);
  }
  for (const [clause, place] of CLAUSES) walkExpression(select[clause], scope, place, resolving);
  return joinedRelation(stars, names);
}

/** The parts of a SELECT that hold expressions, besides what it selects and where from. */
const CLAUSES = [
  ["prewhere", "filter"],
  ["where_clause", "filter"],
  ["group_by", "breakout"],
  ["having", "filter"],
  ["qualify", "filter"],
  ["connect", "filter"],
  ["order_by", "order"],
  ["sort_by", "order"],
  ["cluster_by", "order"],
  ["distribute_by", "order"],
  ["distinct_on", "expression"],
  ["limit_by", "expression"],
  ["limit", "expression"],
  ["windows", "expression"],
] as const;

function resolveStar(star: SqlNode, scope: Scope, resolving: Resolving): Relation[] {
  const table = nameOf(star["table"]);
  const found = table === undefined ? undefined : scope.find(table);
  const relations = table === undefined ? scope.relations : found ? [found] : [];
  // What stands for a question's tag is no star that somebody wrote.
  if (table === undefined || cardIdOfName(table) === undefined) {
    for (const relation of relations) resolving.references.addStar(relation);
  }
  for (const replaced of nodesOf(star["replace"])) {
    walkExpression(replaced, scope, "expression", resolving);
  }
  return [...relations];
}

function resolveSetOperation(
  operation: SqlNode,
  outer: Scope,
  resolving: Resolving,
  /** The name under which its second part may refer to the first, if it has one. */
  self?: { readonly name: string; readonly columns: readonly string[] },
): Relation {
  const scope = new Scope(outer);
  defineQueries(operation["with"], scope, resolving);
  const left = resolve(operation["left"], scope, resolving);
  if (self !== undefined) scope.define(self.name, renamedRelation(left, self.columns));
  const right = resolve(operation["right"], scope, resolving);
  const relation = joinedRelation(
    [
      { ...left, isTable: false },
      { ...rowsOf([], right.isOpen), tables: right.tables },
    ],
    [],
  );
  sortRows(operation, relation, outer, resolving);
  return relation;
}

function sortRows(query: SqlNode, rows: Relation, outer: Scope, resolving: Resolving): void {
  const scope = new Scope(outer);
  scope.add("", rows);
  walkExpression(query["order_by"], scope, "order", resolving);
}

/** What WITH names: queries, and in ClickHouse expressions, too. */
interface NamedExpressions {
  /** Each may be used like a column where it has one value. */
  readonly aliases: string[];
  readonly expressions: unknown[];
}

function defineQueries(clause: unknown, scope: Scope, resolving: Resolving): NamedExpressions {
  const named: NamedExpressions = { aliases: [], expressions: [] };
  if (!isSqlNode(clause)) return named;
  // T-SQL and Oracle recurse without saying so.
  const mayRecurse =
    clause["recursive"] === true || ["tsql", "fabric", "oracle"].includes(resolving.dialect);
  for (const query of objectsOf(clause["ctes"])) {
    const name = nameOf(query["alias"]);
    if (name === undefined) continue;
    named.aliases.push(name);
    if (!isQuery(query["this"])) {
      named.expressions.push(query["this"]);
      continue;
    }
    const columns = namesOf(query["columns"]);
    const union = mayRecurse ? contentOf(query["this"], "union") : undefined;
    const relation =
      union === undefined
        ? resolve(query["this"], scope, resolving)
        : resolveSetOperation(union, scope, resolving, { name, columns });
    scope.define(name, renamedRelation(relation, columns));
  }
  return named;
}

function aliasOf(item: unknown, { dialect }: Resolving): string | undefined {
  const alias = nameOf(contentOf(item, "alias")?.["alias"]);
  if (alias !== undefined || dialect !== "tsql") return alias;
  return contentOf(item, "eq") === undefined
    ? undefined
    : pathOf(contentOf(item, "eq")?.["left"])?.[0];
}

/** What `name = value` gives a name to in T-SQL, and what `value AS name` does. */
function assignedValue(item: unknown, { dialect }: Resolving): unknown {
  if (dialect === "tsql" && contentOf(item, "eq")) return contentOf(item, "eq")?.["right"];
  return contentOf(item, "alias")?.["this"];
}

function isBare(value: unknown): boolean {
  const path = pathOf(value);
  return path !== undefined && !isNoColumn(path[0] ?? "");
}
