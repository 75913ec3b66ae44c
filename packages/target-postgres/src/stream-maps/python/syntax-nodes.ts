import type { SyntaxNode } from "@lezer/common";
import type { Expression } from "./expression.ts";

/** Turns a part of the syntax tree into an expression. */
type ParseNode = (node: SyntaxNode) => Expression;

/** What parsers of parts need. */
export interface ParseContext {
  readonly text: string;
  readonly parse: ParseNode;
}

/** The parts of a node that mean something. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") found.push(child);
  }
  return found;
}

/** The parts of a node between its brackets, without commas. */
export function innerChildren(node: SyntaxNode): SyntaxNode[] {
  return children(node).filter(({ name }) => !PUNCTUATION.has(name));
}

const PUNCTUATION: ReadonlySet<string> = new Set(["(", ")", "[", "]", "{", "}", ",", "."]);
