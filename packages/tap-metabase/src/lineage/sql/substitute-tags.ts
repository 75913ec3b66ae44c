import type { SqlQuestion } from "./sql-reading.ts";
import { CARD_PREFIX, TAG_PREFIX } from "./stand-ins.ts";
import { cardIdOf, tagNamesOf, templateParts } from "./template.ts";
import { isSymbol, isWord, type Token, tokensOf } from "./tokens.ts";

const TAG = new RegExp(`^${TAG_PREFIX}(\\d+)$`);
const TIME_GROUPING = /^mb\.time_grouping\(\s*["'][^"']*["']\s*,\s*(["'])(.*)\1\s*\)$/s;

/**
 * Puts something that parses in the place of each template tag, since Metabase's own templates are
 * no SQL: a condition, a text, a number or a name, by its type and by what stands around it.
 * Comments are left out, and so is what stands in `[[ ]]` unless `keepsOptional`.
 */
export function substituteTags(
  { sql, dialect, tagTypes }: SqlQuestion,
  keepsOptional: boolean,
): Token[] {
  const names = tagNamesOf(sql);
  let depth = 0;
  let tags = 0;
  let text = "";
  for (const part of templateParts(sql)) {
    const isDropped = depth > 0 && !keepsOptional;
    if (part.kind === "open") depth += 1;
    if (part.kind === "close") depth -= 1;
    if (part.kind === "text") {
      text += isDropped ? "" : part.text;
    } else if (part.kind === "tag") {
      const standIn = TIME_GROUPING.exec(part.name)?.[2] ?? `${TAG_PREFIX}${tags}`;
      text += isDropped ? "" : standIn;
      tags += 1;
    } else {
      text += " ";
    }
  }
  const tokens = tokensOf(text, dialect).map(withoutComment);
  const significant = tokens.flatMap((token, index) => (token.kind === "space" ? [] : [index]));
  significant.forEach((tokenIndex, position) => {
    const token = tokens[tokenIndex];
    const tag = token?.kind === "word" ? TAG.exec(token.text)?.[1] : undefined;
    if (token === undefined || tag === undefined) return;
    const near = (distance: number) => tokens[significant[position + distance] ?? -1];
    const name = names[Number(tag)] ?? "";
    const type = cardIdOf(name) === undefined ? tagTypes[name] : "card";
    const substitute = substituteFor({ token, index: Number(tag), name, type, near });
    tokens[tokenIndex] = { kind: token.kind, text: substitute };
  });
  return tokens;
}

function withoutComment(token: Token): Token {
  return token.kind === "comment" ? { kind: "space", text: " " } : token;
}

interface TagInPlace {
  readonly token: Token;
  readonly index: number;
  readonly name: string;
  readonly type: string | undefined;
  /** The token so many places further, or nothing beyond the ends. */
  readonly near: (distance: number) => Token | undefined;
}

function substituteFor({ token, index, name, type, near }: TagInPlace): string {
  const condition = `(${token.text} = 1)`;
  if (type === "card") {
    const card = `${CARD_PREFIX}${cardIdOf(name)}`;
    if (isWord(near(-1), "FROM", "JOIN")) return card;
    const query = `SELECT ${card}.* FROM ${card}`;
    return isSymbol(near(-1), "(") && isSymbol(near(1), ")") ? query : `(${query})`;
  }
  if (type === "table" || isNamePosition(near)) return token.text;
  if (type === "dimension") return isComparison(near(-1)) ? `'${token.text}'` : condition;
  if (type === undefined || type === "boolean" || type === "snippet") {
    if (isConditionPosition(near)) return condition;
  }
  if (type === "number" || isNumberPosition(near)) return String(9_000_000 + index);
  return isWord(near(-1), "IN") ? `('${token.text}')` : `'${token.text}'`;
}

function isNamePosition(near: TagInPlace["near"]): boolean {
  return (
    isWord(near(-1), "FROM", "JOIN", "INTO", "UPDATE") ||
    isSymbol(near(-1), ".") ||
    isSymbol(near(1), ".")
  );
}

function isNumberPosition(near: TagInPlace["near"]): boolean {
  return (
    isWord(near(-1), "LIMIT", "TOP", "OFFSET", "INTERVAL", "NEXT", "FIRST", "ROWS", "SAMPLE") ||
    isSymbol(near(-1), "-") ||
    (isSymbol(near(-1), "(") && isWord(near(-2), "TOP", "SAMPLE", "LIMIT"))
  );
}

const COMPARISONS = ["=", "<>", "!=", "<", ">", "<=", ">=", "==", "<=>", "+", "-", "*", "/", "||"];

function isComparison(token: Token | undefined): boolean {
  return (
    isSymbol(token, ...COMPARISONS) ||
    isWord(token, "LIKE", "ILIKE", "IN", "BETWEEN", "IS", "RLIKE")
  );
}

/** Says whether a condition may stand here and nothing compares what stands here. */
function isConditionPosition(near: TagInPlace["near"]): boolean {
  if (isComparison(near(1)) || isSymbol(near(1), "::") || isWord(near(1), "NOT")) return false;
  let before = -1;
  while (isSymbol(near(before), "(")) before -= 1;
  if (isWord(near(before), "AND")) return !closesBetween(near, before);
  return isWord(near(before), "WHERE", "OR", "NOT", "ON", "HAVING", "WHEN", "PREWHERE", "QUALIFY");
}

function closesBetween(near: TagInPlace["near"], and: number): boolean {
  for (let before = and - 1; near(before) !== undefined; before -= 1) {
    if (isWord(near(before), "BETWEEN")) return true;
    if (isWord(near(before), "AND", "OR", "WHERE", "ON", "HAVING", "WHEN", "SELECT")) return false;
  }
  return false;
}
