import type { SqlDialect } from "./dialect.ts";
import { parseStatement } from "./parse-statement.ts";
import { pickNames } from "./pick-names.ts";
import { References } from "./references.ts";
import { resolveQuery } from "./resolve-query.ts";
import { Scope } from "./scope.ts";
import type { Confidence, SqlQuestion, SqlReading } from "./sql-reading.ts";
import { contentOf, isSqlNode, nameOf, type SqlNode } from "./sql-tree.ts";
import { readsNothing, sqlTextOf, statementsOf, withoutKeywordNames } from "./statements.ts";
import { substituteTags } from "./substitute-tags.ts";
import { tagNamesOf } from "./template.ts";
import type { Token } from "./tokens.ts";

/**
 * Finds the tables, questions and columns that a native query refers to. It is parsed in its
 * database's dialect; when that fails, once more without its optional parts; and when that fails
 * too, names are picked out of it.
 */
export function readSql(question: SqlQuestion): SqlReading {
  const { references, confidence } = readStatements(question);
  return references.toReading(confidence, tagNamesOf(question.sql));
}

interface Found {
  readonly references: References;
  readonly confidence: Confidence;
}

function readStatements(question: SqlQuestion): Found {
  const whole = statements(question, true);
  const trees = parseAll(whole, question.dialect);
  if (trees.every((tree) => tree !== undefined)) {
    return { references: resolveAll(trees, question), confidence: "high" };
  }
  if (question.sql.includes("[[")) {
    const shorter = parseAll(statements(question, false), question.dialect);
    if (shorter.every((tree) => tree !== undefined)) {
      return { references: resolveAll(shorter, question), confidence: "medium" };
    }
  }
  const references = resolveAll(
    trees.filter((tree) => tree !== undefined),
    question,
  );
  whole.forEach((statement, index) => {
    if (trees[index] === undefined) pickNames(statement, references);
  });
  return { references, confidence: "low" };
}

function statements(question: SqlQuestion, keepsOptional: boolean): Token[][] {
  const tokens = substituteTags(question, keepsOptional);
  return statementsOf(tokens, question.dialect).filter((statement) => !readsNothing(statement));
}

function parseAll(
  all: readonly (readonly Token[])[],
  dialect: SqlDialect,
): (readonly SqlNode[] | undefined)[] {
  return all.map(
    (statement) =>
      parseStatement(sqlTextOf(statement), dialect) ??
      parseStatement(sqlTextOf(withoutKeywordNames(statement)), dialect),
  );
}

function resolveAll(trees: readonly (readonly SqlNode[])[], { dialect }: SqlQuestion): References {
  const references = new References();
  const script = new Scope();
  for (const tree of trees.flat()) {
    const creation = contentOf(tree, "create_table", "create_view");
    const query = creation?.["as_select"] ?? creation?.["query"] ?? tree;
    const rows = resolveQuery(query, script, { dialect, references });
    const into = contentOf(contentOf(query, "select")?.["into"], "this");
    const target = creation?.["name"] ?? into?.["table"];
    const name = nameOf(isSqlNode(target) ? target["name"] : undefined);
    if (name !== undefined) script.define(name, rows);
  }
  return references;
}
