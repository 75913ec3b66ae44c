import { type Dialect, parse } from "@polyglot-sql/sdk";
import type { SqlDialect } from "./dialect.ts";
import { isSqlNode, type SqlNode } from "./sql-tree.ts";

/** The trees of the statements in a text; nothing when the parser does not understand it. */
export function parseStatement(sql: string, dialect: SqlDialect): readonly SqlNode[] | undefined {
  const { success, ast } = parse(sql, dialect as Dialect);
  if (!success || !Array.isArray(ast)) return undefined;
  const trees: readonly unknown[] = ast;
  // The parser passes over what it does not know as a "command".
  return trees.every((tree) => isSqlNode(tree) && !("command" in tree) && !("raw" in tree))
    ? trees.filter(isSqlNode)
    : undefined;
}
