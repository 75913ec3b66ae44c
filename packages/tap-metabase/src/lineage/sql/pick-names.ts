import { isNoColumn, type References } from "./references.ts";
import { rowsOf, tableRelation } from "./relation.ts";
import { Scope } from "./scope.ts";
import { isSymbol, isWord, type Token } from "./tokens.ts";

/**
 * Picks names out of a statement that cannot be parsed: tables by the word before them, columns by
 * their table where it is written; of all other words only those count that a table is known to
 * have as a column.
 */
export function pickNames(statement: readonly Token[], references: References): void {
  const tokens = statement.filter(({ kind }) => kind !== "space");
  const scope = new Scope();
  for (const [index, token] of tokens.entries()) {
    if (isName(token) && isWord(tokens[index + 1], "AS") && isSymbol(tokens[index + 2], "(")) {
      scope.define(nameIn(token), rowsOf([], true));
    }
  }
  const used = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    if (!isWord(token, "FROM", "JOIN", "UPDATE")) continue;
    const { parts, end } = pathAt(tokens, index + 1);
    if (parts.length === 0 || isSymbol(tokens[end], "(")) continue;
    for (let position = index; position < end; position += 1) used.add(position);
    const aliasAt = isWord(tokens[end], "AS") ? end + 1 : end;
    const alias = tokens[aliasAt];
    const hasAlias = isName(alias) && !isWord(alias, ...CLAUSE_WORDS);
    if (hasAlias) used.add(aliasAt);
    const name = hasAlias ? nameIn(alias) : (parts.at(-1) ?? "");
    const query = parts.length === 1 ? scope.findQuery(parts[0] ?? "") : undefined;
    if (query !== undefined) scope.add(name, query);
    else if (parts.some(isNoColumn)) references.addOpenName(parts.join("."));
    else {
      const place = isWord(token, "JOIN") ? "join" : "source";
      scope.add(name, tableRelation(references.addTable(parts, place)));
    }
  }
  pickColumns(tokens, used, scope, references);
}

function pickColumns(
  tokens: readonly Token[],
  used: ReadonlySet<number>,
  scope: Scope,
  references: References,
): void {
  // Any word may be a column; being open makes every answer wait for a table that has it.
  scope.add("", rowsOf([], true));
  for (let index = 0; index < tokens.length; index += 1) {
    if (used.has(index) || !isName(tokens[index]) || isWord(tokens[index], ...RESERVED_WORDS))
      continue;
    const { parts, end } = pathAt(tokens, index);
    const [first = "", second] = parts;
    const relation = second === undefined ? undefined : scope.find(first);
    if (!isSymbol(tokens[end], "(") && !parts.some(isNoColumn)) {
      if (relation && second !== undefined) references.addColumnOf(relation, second, "expression");
      else references.addColumn(first, "expression", scope);
    }
    index = end - 1;
  }
}

/** The name `a.b.c` at a position, and where it ends. */
function pathAt(
  tokens: readonly Token[],
  start: number,
): { readonly parts: readonly string[]; readonly end: number } {
  const parts: string[] = [];
  let end = start;
  for (let token = tokens[end]; isName(token); token = tokens[end]) {
    // BigQuery quotes a whole path at once.
    parts.push(...(token.text.startsWith("`") ? nameIn(token).split(".") : [nameIn(token)]));
    end += 1;
    if (!isSymbol(tokens[end], ".")) break;
    end += 1;
  }
  return { parts, end };
}

function isName(token: Token | undefined): token is Token {
  return token?.kind === "quoted" || (token?.kind === "word" && !/^\d/.test(token.text));
}

function nameIn({ kind, text }: Token): string {
  return kind === "quoted" ? text.slice(1, -1) : text;
}

const CLAUSE_WORDS: readonly string[] =
  `WHERE JOIN LEFT RIGHT INNER OUTER FULL CROSS NATURAL ON USING GROUP ORDER HAVING LIMIT UNION
  EXCEPT INTERSECT WINDOW QUALIFY SET FETCH OFFSET FOR LATERAL ANTI SEMI ASOF SELECT WITH
  SAMPLE MINUS`.split(/\s+/);

/** Words that no table has as a column unless it is quoted. */
const RESERVED_WORDS: readonly string[] = [
  ...CLAUSE_WORDS,
  ...`FROM BY AND OR NOT AS IN IS NULL LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END DISTINCT ALL
  ASC DESC OVER CAST`.split(/\s+/),
];
