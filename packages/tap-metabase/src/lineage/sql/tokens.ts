import type { SqlDialect } from "./dialect.ts";

/** The smallest part of an SQL text, as it stands there. */
export interface Token {
  readonly kind: "word" | "quoted" | "string" | "comment" | "symbol" | "space";
  readonly text: string;
}

/** A way to write one kind of token: where it begins, and a pattern for all of it. */
type Rule = readonly [kind: Token["kind"], pattern: string];

const LIKE_MYSQL: readonly string[] = ["mysql", "singlestore", "tidb", "doris", "starrocks"];
const LIKE_SPARK: readonly string[] = ["databricks", "spark", "hive"];

const HASH_COMMENTS = [...LIKE_MYSQL, "bigquery"];
const DOUBLE_QUOTED_STRINGS = [...LIKE_MYSQL, ...LIKE_SPARK, "bigquery"];
const BACKSLASH_ESCAPES = [...DOUBLE_QUOTED_STRINGS, "clickhouse", "snowflake"];
const BRACKET_NAMES: readonly string[] = ["tsql", "fabric", "sqlite"];

/**
 * Splits an SQL text into tokens by the quoting and comment rules of its dialect. Joined together
 * they are the text again.
 */
export function tokensOf(sql: string, dialect: SqlDialect): Token[] {
  const tokens: Token[] = [];
  for (const { groups, 0: text } of sql.matchAll(scannerOf(dialect))) {
    const kind = Object.keys(groups ?? {}).find((name) => groups?.[name] !== undefined);
    tokens.push({ kind: (kind?.replace(/\d+$/, "") ?? "symbol") as Token["kind"], text });
  }
  return tokens;
}

function scannerOf(dialect: SqlDialect): RegExp {
  const alternatives = rulesOf(dialect).map(
    ([kind, pattern], index) => `(?<${kind}${index}>${pattern})`,
  );
  return new RegExp(alternatives.join("|"), "gsu");
}

function rulesOf(dialect: SqlDialect): Rule[] {
  const has = (list: readonly string[]) => list.includes(dialect);
  const escaped = has(BACKSLASH_ESCAPES) ? "\\\\.|" : "";
  const single: Rule = ["string", `'(?:''|${escaped}[^'])*(?:'|$)`];
  const double: Rule = has(DOUBLE_QUOTED_STRINGS)
    ? ["string", `"(?:""|${escaped}[^"])*(?:"|$)`]
    : ["quoted", `"(?:""|[^"])*(?:"|$)`];
  return [
    ["space", "\\s+"],
    // MySQL takes two dashes for a comment only with a space behind them.
    ["comment", dialect === "mysql" ? "--(?=\\s|$)[^\\n]*" : "--[^\\n]*"],
    ["comment", "/\\*.*?(?:\\*/|$)"],
    ...(has(HASH_COMMENTS) ? [["comment", "#[^\\n]*"] as const] : []),
    ...(dialect === "snowflake" ? [["comment", "//[^\\n]*"] as const] : []),
    ...oddStrings(dialect),
    single,
    double,
    ["quoted", "`(?:``|[^`])*(?:`|$)"],
    ...(has(BRACKET_NAMES) ? [["quoted", "\\[(?:\\]\\]|[^\\]])*(?:\\]|$)"] as const] : []),
    ["word", "[#@]{0,2}[\\p{L}\\p{N}_$]+"],
    ["symbol", "<=>|<>|[<>!=]=|::|->>?|\\|\\||\\?\\?|."],
  ];
}

function oddStrings(dialect: SqlDialect): Rule[] {
  switch (dialect) {
    case "oracle":
      return [
        [
          "string",
          "[nN]?[qQ]'(?:\\[.*?\\]|\\{.*?\\}|\\(.*?\\)|<.*?>|(?<mark>[^\\s[{(<]).*?\\k<mark>)'",
        ],
      ];
    case "bigquery":
      return [
        ["string", "[rRbB]{0,2}(?:'''.*?'''|\"\"\".*?\"\"\")"],
        ["string", "[rRbB]{1,2}(?:'[^'\\n]*'|\"[^\"\\n]*\")"],
      ];
    case "postgresql":
    case "cockroachdb":
    case "redshift":
    case "materialize":
      return [
        ["string", "\\$(?<tag>[A-Za-z_]*)\\$.*?\\$\\k<tag>\\$"],
        ["string", "[eE]'(?:''|\\\\.|[^'])*(?:'|$)"],
      ];
    case "duckdb":
    case "snowflake":
      return [["string", "\\$\\$.*?\\$\\$"]];
    default:
      return [];
  }
}

/** Says whether a token is this word, in whatever case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === "word" && words.includes(token.text.toUpperCase());
}

/** Says whether a token is one of these signs. */
export function isSymbol(token: Token | undefined, ...symbols: readonly string[]): boolean {
  return token?.kind === "symbol" && symbols.includes(token.text);
}
