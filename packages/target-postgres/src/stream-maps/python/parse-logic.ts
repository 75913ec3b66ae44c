import type { SyntaxNode } from "@lezer/common";
import { type Expression, ExpressionError } from "./expression.ts";
import { children, type ParseContext } from "./syntax-nodes.ts";

type Word = "and" | "or" | "not";
type Token = SyntaxNode | Word;

/**
 * Reads operators. The grammar lets `not` reach over `and` and `or` that follow it, so these three are
 * laid out flat and grouped again by Python's precedence.
 * https://docs.python.org/3/reference/expressions.html#operator-precedence
 */
export function parseLogic(node: SyntaxNode, context: ParseContext): Expression {
  const tokens = flatten(node);
  if (tokens.length === 1) return parseOperator(node, context);
  let place = 0;

  function parseOr(): Expression {
    return parseChain("or", parseAnd);
  }

  function parseAnd(): Expression {
    return parseChain("and", parseNot);
  }

  function parseChain(operator: "and" | "or", parseOperand: () => Expression): Expression {
    let left = parseOperand();
    while (tokens[place] === operator) {
      place += 1;
      left = { kind: "logic", at: left.at, operator, left, right: parseOperand() };
    }
    return left;
  }

  function parseNot(): Expression {
    const token = tokens[place] as Token;
    place += 1;
    if (token === "not") {
      const operand = parseNot();
      return { kind: "unary", at: operand.at, operator: "not", operand };
    }
    return isOperator(token as SyntaxNode)
      ? parseOperator(token as SyntaxNode, context)
      : context.parse(token as SyntaxNode);
  }

  return parseOr();
}

function flatten(node: SyntaxNode): readonly Token[] {
  const parts = children(node);
  if (node.name === "UnaryExpression" && parts[0]?.name === "not") {
    return ["not", ...flatten(parts[1] as SyntaxNode)];
  }
  const word = node.name === "BinaryExpression" ? parts[1]?.name : undefined;
  if (word !== "and" && word !== "or") return [node];
  return [...flatten(parts[0] as SyntaxNode), word, ...flatten(parts[2] as SyntaxNode)];
}

function isOperator({ name }: SyntaxNode): boolean {
  return name === "UnaryExpression" || name === "BinaryExpression";
}

function parseOperator(node: SyntaxNode, context: ParseContext): Expression {
  const parts = children(node);
  const [first, last] = [parts[0] as SyntaxNode, parts.at(-1) as SyntaxNode];
  const operators = node.name === "UnaryExpression" ? parts.slice(0, 1) : parts.slice(1, -1);
  const operator = operators.map(({ from, to }) => context.text.slice(from, to)).join(" ");
  if (node.name === "UnaryExpression") {
    return { kind: "unary", at: node.from, operator, operand: context.parse(last) };
  }
  if (last.name === "UnaryExpression" && last.firstChild?.name === "not") {
    throw new ExpressionError(last.from, "not valid Python: put what follows in parentheses");
  }
  if (!isComparison(node)) {
    return {
      kind: "binary",
      at: node.from,
      operator,
      left: context.parse(first),
      right: context.parse(last),
    };
  }
  const step = { operator, operand: context.parse(last) };
  if (!isComparison(first)) {
    return { kind: "comparison", at: node.from, first: context.parse(first), rest: [step] };
  }
  // a < b < c compares b with both.
  const before = parseOperator(first, context);
  return before.kind === "comparison" ? { ...before, rest: [...before.rest, step] } : before;
}

function isComparison(node: SyntaxNode): boolean {
  if (node.name !== "BinaryExpression") return false;
  return ["CompareOp", "in", "not", "is"].includes(children(node)[1]?.name ?? "");
}
