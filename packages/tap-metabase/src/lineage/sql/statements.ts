import type { SqlDialect } from "./dialect.ts";
import { NAME_PREFIX } from "./stand-ins.ts";
import { isSymbol, isWord, type Token } from "./tokens.ts";

/**
 * The statements of a script, each with its tokens; empty ones are left out. Statements end with a
 * semicolon, and in T-SQL also before the keyword that begins the next.
 */
export function statementsOf(tokens: readonly Token[], dialect: SqlDialect): Token[][] {
  const statements: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, "(")) depth += 1;
    if (isSymbol(token, ")")) depth -= 1;
    const current = statements.at(-1) ?? [];
    if (isSymbol(token, ";")) {
      depth = 0;
      statements.push([]);
    } else if (depth === 0 && dialect === "tsql" && beginsNext(token, current)) {
      statements.push([token]);
    } else {
      current.push(token);
    }
  }
  return statements.filter((statement) => statement.some(({ kind }) => kind !== "space"));
}

function beginsNext(token: Token, current: readonly Token[]): boolean {
  const first = current.find(({ kind }) => kind !== "space");
  return (
    isWord(first, "SET", "DECLARE", "USE") &&
    isWord(token, "SET", "DECLARE", "SELECT", "WITH", "USE")
  );
}

const SETTING_WORDS = [
  ...["SET", "USE", "DECLARE", "DROP", "TRUNCATE", "PRAGMA", "GRANT", "BEGIN"],
  ...["END", "COMMIT", "PRINT", "EXEC", "CALL", "ANALYZE", "VACUUM"],
];

/** Says whether a statement reads nothing: it sets a variable, drops a table, and such. */
export function readsNothing(statement: readonly Token[]): boolean {
  const first = statement.find(({ kind }) => kind !== "space");
  if (!isWord(first, ...SETTING_WORDS)) return false;
  return !statement.some((token) => isWord(token, "SELECT", "FROM"));
}

/**
 * The text of a statement for the parser, without the ways to write strings that it does not know
 * (dollar, raw and triple quotes) and without the question mark that JDBC wants doubled.
 */
export function sqlTextOf(statement: readonly Token[]): string {
  return statement
    .map(({ kind, text }) => {
      if (kind === "string" && !PLAIN_STRING.test(text))
        return `'${text.replace(/['\\\n]/g, " ")}'`;
      return kind === "symbol" && text === "??" ? "?" : text;
    })
    .join("");
}

const PLAIN_STRING = /^'(?!'')|^''$|^"(?!"")|^""$|^'''[^']|^[nN]'/s;

const KEYWORDS = [
  ...["PROC", "TYPE", "RANGE", "FIRST", "LAST", "TIME", "DATE", "VALUE", "KEY", "ROW", "USER"],
  ...["LEVEL", "DAY", "MONTH", "YEAR", "INDEX", "START", "GROUP", "ORDER", "CHECK", "LIMIT"],
];

/**
 * The same statement with a prefix before words that are keywords to the parser but names here,
 * such as an alias `range`.
 */
export function withoutKeywordNames(statement: readonly Token[]): Token[] {
  const significant = statement.filter(({ kind }) => kind !== "space");
  const names = new Set<string>();
  const called = new Set<Token>();
  significant.forEach((token, index) => {
    if (!isWord(token, ...KEYWORDS)) return;
    const [before, after] = [significant[index - 1], significant[index + 1]];
    if (isSymbol(after, "(")) called.add(token);
    else if (isWord(before, "AS") || isSymbol(before, ".") || isSymbol(after, ".")) {
      names.add(token.text.toUpperCase());
    }
  });
  return statement.map((token) =>
    isWord(token, ...names) && !called.has(token)
      ? { ...token, text: `${NAME_PREFIX}${token.text}` }
      : token,
  );
}
