import type { SyntaxNode } from "@lezer/common";
import { type Expression, ExpressionError, type Replacement } from "./expression.ts";
import { splitQuotes, unescapeText } from "./parse-literal.ts";
import { children, type ParseContext } from "./syntax-nodes.ts";

type Parts = readonly (string | Replacement)[];

/** Reads an f-string. */
export function parseFormat(node: SyntaxNode, context: ParseContext): Expression {
  const { prefix, quotes, isRaw } = splitQuotes(context.text.slice(node.from, node.to), node.from);
  const parts = parseParts(node, context, {
    from: node.from + prefix.length + quotes.length,
    to: node.to - quotes.length,
    toText: (text) => {
      const plain = text.replaceAll("{{", "{").replaceAll("}}", "}");
      return isRaw ? plain : unescapeText(plain, node.from);
    },
  });
  return { kind: "format", at: node.from, parts };
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly toText: (text: string) => string;
}

/** What stands between replacements is text. */
function parseParts(node: SyntaxNode, context: ParseContext, range: Range): Parts {
  const parts: (string | Replacement)[] = [];
  let from = range.from;
  const addText = (to: number): void => {
    if (to > from) parts.push(range.toText(context.text.slice(from, to)));
  };
  for (const replacement of node.getChildren("FormatReplacement")) {
    addText(replacement.from);
    parts.push(parseReplacement(replacement, context));
    from = replacement.to;
  }
  addText(range.to);
  return parts;
}

function parseReplacement(node: SyntaxNode, context: ParseContext): Replacement {
  const [, value, ...rest] = children(node) as [SyntaxNode, SyntaxNode, ...SyntaxNode[]];
  const unusual = rest.find(({ name }) => name !== "FormatSpec" && name !== "}");
  if (unusual !== undefined) {
    throw new ExpressionError(unusual.from, "only {value} and {value:format} are supported");
  }
  const specification = rest.find(({ name }) => name === "FormatSpec");
  return {
    value: context.parse(value),
    specification:
      specification === undefined
        ? []
        : parseParts(specification, context, {
            from: specification.from + 1,
            to: specification.to,
            toText: (text) => text,
          }),
  };
}
