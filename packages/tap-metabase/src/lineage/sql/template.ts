/** A part of a native query's text before Metabase fills it in. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  /** `{{name}}` outside comments; Metabase ignores it inside. */
  | { readonly kind: "tag"; readonly name: string }
  /** `[[` and `]]`, which make what stands between them optional. */
  | { readonly kind: "open" }
  | { readonly kind: "close" };

const MARK = /\[\[|\]\]|\{\{|--|\/\*|\*\/|\n/g;

/**
 * Takes a native query apart as Metabase does: comments hide tags, but not inside `[[ ]]`, and
 * quotes hide nothing.
 * https://www.metabase.com/docs/latest/questions/native-editor/sql-parameters
 */
export function templateParts(sql: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let textStart = 0;
  let comment: "--" | "/*" | undefined;
  let depth = 0;
  const add = (part: TemplatePart, start: number, end: number) => {
    if (start > textStart) parts.push({ kind: "text", text: sql.slice(textStart, start) });
    parts.push(part);
    textStart = end;
    MARK.lastIndex = end;
  };
  MARK.lastIndex = 0;
  for (let match = MARK.exec(sql); match !== null; match = MARK.exec(sql)) {
    const [mark] = match;
    const end = match.index + mark.length;
    if (comment !== undefined) {
      if (mark === (comment === "--" ? "\n" : "*/")) comment = undefined;
    } else if (mark === "[[") {
      depth += 1;
      add({ kind: "open" }, match.index, end);
    } else if (mark === "]]" && depth > 0) {
      depth -= 1;
      add({ kind: "close" }, match.index, end);
    } else if (mark === "{{") {
      const close = sql.indexOf("}}", end);
      if (close < 0) continue;
      const name = sql.slice(end, close).trim();
      add({ kind: "tag", name }, match.index, close + 2);
    } else if (depth === 0 && (mark === "--" || mark === "/*")) {
      comment = mark;
    }
  }
  if (textStart < sql.length) parts.push({ kind: "text", text: sql.slice(textStart) });
  return parts;
}

/** The names of the tags in a native query, in their order, each as often as it stands there. */
export function tagNamesOf(sql: string): string[] {
  if (!sql.includes("{{")) return [];
  return templateParts(sql).flatMap((part) => (part.kind === "tag" ? part.name : []));
}

const SNIPPET = /^snippet:\s*/;
const MAX_NESTING = 10;

/** The name of the snippet that a tag stands for, if it is one. */
export function snippetNameOf(tagName: string): string | undefined {
  return SNIPPET.test(tagName) ? tagName.replace(SNIPPET, "") : undefined;
}

/** The id of the question that a tag such as `#12-orders-by-month` stands for, if it is one. */
export function cardIdOf(tagName: string): number | undefined {
  const digits = /^#(\d+)(?:-.*)?$/s.exec(tagName)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * Puts the text of snippets in the place of their tags, snippets inside snippets too. A snippet
 * that is not known, or that leads to itself, stays a tag.
 */
export function expandSnippets(
  sql: string,
  contentOf: (name: string) => string | undefined,
  nesting = 0,
): string {
  if (!sql.includes("{{") || nesting === MAX_NESTING) return sql;
  return templateParts(sql)
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "open") return "[[";
      if (part.kind === "close") return "]]";
      const snippet = snippetNameOf(part.name);
      const content = snippet === undefined ? undefined : contentOf(snippet);
      return content === undefined
        ? `{{${part.name}}}`
        : expandSnippets(content, contentOf, nesting + 1);
    })
    .join("");
}
