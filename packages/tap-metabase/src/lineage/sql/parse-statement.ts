import { type Dialect, parse } from "@polyglot-sql/sdk";
import type { SqlDialect } from "./dialect.ts";

/** Any node of the parser's tree; a node is an object with its kind as its only key. */
export type SqlNode = Readonly<Record<string, unknown>>;

/** Says whether a value is a node, or an object inside one. */
export function isSqlNode(value: unknown): value is SqlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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
