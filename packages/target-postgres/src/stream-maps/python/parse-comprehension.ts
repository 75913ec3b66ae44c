import type { SyntaxNode } from "@lezer/common";
import { type Expression, ExpressionError, type Loop, type Target } from "./expression.ts";
import { children, innerChildren, type ParseContext } from "./syntax-nodes.ts";

/** Reads `[value for target in items if condition]` and its kin. */
export function parseComprehension(node: SyntaxNode, context: ParseContext): Expression {
  const nodes = innerChildren(node);
  const start = nodes.findIndex(({ name }) => name === "for");
  const head = nodes.slice(0, start);
  const isDictionary = head[1]?.name === ":";
  const [first, last] = [head[0] as SyntaxNode, head.at(-1) as SyntaxNode];
  if (head.length !== (isDictionary ? 3 : 1)) {
    throw new ExpressionError(first.from, "this is not supported in a comprehension");
  }
  return {
    kind: "comprehension",
    at: node.from,
    key: isDictionary ? context.parse(first) : undefined,
    value: context.parse(last),
    loops: parseLoops(nodes.slice(start), context),
  };
}

function parseLoops(nodes: readonly SyntaxNode[], { text, parse }: ParseContext): readonly Loop[] {
  const loops: Loop[] = [];
  let index = 0;
  while (index < nodes.length) {
    const keyword = (nodes[index] as SyntaxNode).name;
    index += 1;
    if (keyword === "for") {
      const end = nodes.findIndex(({ name }, place) => place > index && name === "in");
      const targets = nodes.slice(index, end).map((target) => parseTarget(target, text));
      const target = targets.length === 1 ? (targets[0] as Target) : targets;
      loops.push({ target, items: parse(nodes[end + 1] as SyntaxNode), conditions: [] });
      index = end + 2;
    } else {
      const loop = loops.pop() as Loop;
      const condition = parse(nodes[index] as SyntaxNode);
      loops.push({ ...loop, conditions: [...loop.conditions, condition] });
      index += 1;
    }
  }
  return loops;
}

function parseTarget(node: SyntaxNode, text: string): Target {
  if (node.name === "VariableName") return text.slice(node.from, node.to);
  if (node.name === "TupleExpression" || node.name === "ArrayExpression") {
    return innerChildren(node).map((child) => parseTarget(child, text));
  }
  if (node.name === "ParenthesizedExpression") {
    return parseTarget(children(node)[1] as SyntaxNode, text);
  }
  throw new ExpressionError(node.from, "a loop can only assign to names");
}
