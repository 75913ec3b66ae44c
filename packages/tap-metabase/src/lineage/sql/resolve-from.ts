import type { Place } from "../place.ts";
import type { SqlDialect } from "./dialect.ts";
import {
  joinedRelation,
  type Relation,
  renamedRelation,
  rowsOf,
  tableRelation,
} from "./relation.ts";
import type { Resolving } from "./resolving.ts";
import { Scope } from "./scope.ts";
import {
  contentOf,
  isQuery,
  nameOf,
  namesOf,
  nodesOf,
  objectsOf,
  type SqlNode,
} from "./sql-tree.ts";
import { isFromTag } from "./stand-ins.ts";
import { notePath, walkExpression } from "./walk-expression.ts";

/** Notes what a SELECT takes rows from, and puts it into its scope. */
export function resolveFrom(select: SqlNode, scope: Scope, resolving: Resolving): void {
  const from = contentOf(select, "from");
  nodesOf(from?.["expressions"]).forEach((item, index) => {
    addItem(item, scope, index === 0 ? "source" : "join", resolving);
  });
  addJoins(select["joins"], scope, resolving);
  for (const view of objectsOf(select["lateral_views"])) {
    walkExpression(view["this"], scope, "join", resolving);
    const columns = namesOf(view["column_aliases"]);
    scope.add(nameOf(view["table_alias"]) ?? "", rowsOf(columns, columns.length === 0));
    for (const name of columns) scope.add(name, rowsOf([], true));
  }
}

function addJoins(joins: unknown, scope: Scope, resolving: Resolving): void {
  for (const join of objectsOf(joins)) {
    const before = joinedRelation(scope.relations, []);
    addItem(join["this"], scope, "join", resolving, /apply|lateral/i.test(String(join["kind"])));
    const added = scope.relations.at(-1);
    for (const name of namesOf(join["using"])) {
      for (const side of [before, added]) {
        if (side !== undefined) resolving.references.addColumnOf(side, name, "join");
      }
    }
    walkExpression(join["on"], scope, "join", resolving);
    walkExpression(join["match_condition"], scope, "join", resolving);
  }
}

function addItem(
  item: unknown,
  scope: Scope,
  place: Place,
  resolving: Resolving,
  isLateral = false,
): void {
  const table = contentOf(item, "table");
  const joined = contentOf(item, "joined_table");
  const group = contentOf(item, "paren");
  const pivot = contentOf(item, "pivot", "unpivot", "match_recognize");
  if (table !== undefined) {
    addTable(table, scope, place, resolving);
  } else if (joined !== undefined) {
    addItem(joined["left"], scope, place, resolving);
    addJoins(joined["joins"], scope, resolving);
  } else if (group !== undefined) {
    addItem(group["this"], scope, place, resolving);
  } else if (pivot !== undefined) {
    addPivot(pivot, scope, place, resolving);
  } else {
    addRows(item, scope, resolving, isLateral);
  }
}

function addTable(table: SqlNode, scope: Scope, place: Place, resolving: Resolving): void {
  const parts = partsOf(table, resolving.dialect);
  const alias = nameOf(table["alias"]) ?? parts.at(-1) ?? "";
  const columns = namesOf(table["column_aliases"]);
  scope.add(alias, renamedRelation(relationOf(parts, alias, { scope, place, resolving }), columns));
}

function relationOf(
  parts: readonly string[],
  alias: string,
  context: { readonly scope: Scope; readonly place: Place; readonly resolving: Resolving },
): Relation {
  const { scope, place, resolving } = context;
  const [first = ""] = parts;
  const query = parts.length === 1 ? scope.findQuery(first) : undefined;
  if (query !== undefined) return query;
  const hasLists = ["bigquery", "redshift"].includes(resolving.dialect);
  if (hasLists && parts.length > 1 && scope.find(first) !== undefined) {
    // A list inside a column of a table before it: `FROM orders o, o.items`.
    notePath(parts, scope, "join", resolving);
    return rowsOf([alias], true);
  }
  const isOpen = parts.some(isFromTag);
  if (isOpen) resolving.references.addOpenName(parts.join("."));
  if (isOpen || /^[@#]|^dual$/i.test(parts.at(-1) ?? "")) return rowsOf([], true);
  return tableRelation(resolving.references.addTable(parts, place));
}

function partsOf(table: SqlNode, dialect: SqlDialect): string[] {
  const parts = ["catalog", "schema", "name"].flatMap((part) => nameOf(table[part]) ?? []);
  return dialect === "bigquery" ? parts.flatMap((part) => part.split(".")) : parts;
}

function addPivot(pivot: SqlNode, scope: Scope, place: Place, resolving: Resolving): void {
  const inner = new Scope(scope.parent);
  addItem(pivot["this"], inner, place, resolving);
  walkExpression(pivot["expressions"], inner, "aggregation", resolving);
  walkExpression(pivot["columns"], inner, "field", resolving);
  walkExpression(pivot["partition_by"], inner, "expression", resolving);
  walkExpression(pivot["order_by"], inner, "order", resolving);
  for (const field of nodesOf(pivot["fields"])) {
    walkExpression(contentOf(field, "in")?.["this"], inner, "breakout", resolving);
  }
  const made = [pivot["value_column"], pivot["name_column"]].flatMap((name) => nameOf(name) ?? []);
  const rows = joinedRelation(inner.relations, [...made, ...namesOf(pivot["alias_columns"])]);
  // The columns that a pivot makes are named after values.
  scope.add(nameOf(pivot["alias"]) ?? "", { ...rows, isOpen: made.length === 0 });
}

/** Adds the rows of an inner query, of a function, of a list inside a column. */
function addRows(item: unknown, scope: Scope, resolving: Resolving, isLateral: boolean): void {
  const named = contentOf(item, "alias", "subquery", "unnest", "lateral");
  const name = nameOf(named?.["alias"]) ?? "";
  const query = contentOf(item, "subquery") === undefined ? named?.["this"] : item;
  if (isQuery(query)) {
    const sees = isLateral || named?.["lateral"] === true ? scope : (scope.parent ?? scope);
    const rows = resolving.resolveQuery(query, sees);
    const columns = (contentOf(query, "values") ?? named)?.["column_aliases"];
    scope.add(name, renamedRelation(rows, namesOf(columns)));
    return;
  }
  walkExpression(contentOf(item, "alias", "lateral")?.["this"] ?? item, scope, "join", resolving);
  const offset = nameOf(named?.["offset_alias"]) ?? name;
  const columns = namesOf(named?.["column_aliases"]);
  scope.add(name, rowsOf([name, offset, ...columns], columns.length === 0));
}
