import type { SyntaxNode } from "@lezer/common";
import { type Expression, ExpressionError } from "./expression.ts";
import { children, type ParseContext } from "./syntax-nodes.ts";

/** Reads `object.name`, `object[key]` and `object[start:stop:step]`. */
export function parseSubscript(node: SyntaxNode, { text, parse }: ParseContext): Expression {
  const [first, mark, ...rest] = children(node) as [SyntaxNode, SyntaxNode, ...SyntaxNode[]];
  const object = parse(first);
  if (mark.name === ".") {
    const { from, to } = rest[0] as SyntaxNode;
    return { kind: "attribute", at: from, object, name: text.slice(from, to) };
  }
  const inner = rest.slice(0, -1);
  const comma = inner.find(({ name }) => name === ",");
  if (comma !== undefined) throw new ExpressionError(comma.from, "one key only is supported");
  if (!inner.some(({ name }) => name === ":")) {
    return { kind: "subscript", at: node.from, object, key: parse(inner[0] as SyntaxNode) };
  }
  const bounds: (Expression | undefined)[] = [undefined];
  for (const part of inner) {
    if (part.name === ":") bounds.push(undefined);
    else bounds[bounds.length - 1] = parse(part);
  }
  return { kind: "slice", at: node.from, object, bounds };
}
