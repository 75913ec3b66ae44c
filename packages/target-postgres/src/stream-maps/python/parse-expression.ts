import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { type Argument, type Expression, ExpressionError } from "./expression.ts";
import { parseComprehension } from "./parse-comprehension.ts";
import { parseFormat } from "./parse-format.ts";
import { parseNumber, splitQuotes, unescapeText } from "./parse-literal.ts";
import { parseLogic } from "./parse-logic.ts";
import { parseSubscript } from "./parse-subscript.ts";
import { children, innerChildren, type ParseContext } from "./syntax-nodes.ts";

type NodeParser = (node: SyntaxNode, context: ParseContext) => Expression;

/**
 * Reads an expression of Python.
 *
 * @throws {ExpressionError} for what is no Python, or none of the supported part.
 */
export function parseExpression(text: string): Expression {
  const root = parser.configure({ bufferLength: 0 }).parse(text).topNode;
  refuseBrokenSyntax(root);
  const context: ParseContext = {
    text,
    parse(node) {
      const parseNode = NODES.get(node.name);
      if (parseNode === undefined) throw new ExpressionError(node.from, describeUnsupported(node));
      return parseNode(node, context);
    },
  };
  const [statement, ...others] = children(root);
  if (statement === undefined) throw new ExpressionError(0, "there is no expression");
  if (statement.name !== "ExpressionStatement" || others.length > 0) {
    throw new ExpressionError(
      others[0]?.from ?? statement.from,
      "only one expression is supported, no statements",
    );
  }
  const [first, comma] = children(statement);
  if (first === undefined) throw new ExpressionError(0, "there is no expression");
  return comma === undefined ? context.parse(first) : sequence("tuple")(statement, context);
}

const NODES: ReadonlyMap<string, NodeParser> = new Map<string, NodeParser>([
  ["None", literal(null)],
  [
    "Boolean",
    ({ from, to }, { text }) => ({
      kind: "literal",
      at: from,
      value: text.slice(from, to) === "True",
    }),
  ],
  [
    "Number",
    ({ from, to }, { text }) => ({
      kind: "literal",
      at: from,
      value: parseNumber(text.slice(from, to), from),
    }),
  ],
  ["String", parseString],
  ["FormatString", parseFormat],
  ["ContinuedString", parseContinued],
  [
    "VariableName",
    ({ from, to }, { text }) => ({ kind: "name", at: from, name: text.slice(from, to) }),
  ],
  ["ParenthesizedExpression", (node, { parse }) => parse(onlyChild(node))],
  ["UnaryExpression", parseLogic],
  ["BinaryExpression", parseLogic],
  ["ConditionalExpression", parseConditional],
  ["MemberExpression", parseSubscript],
  ["CallExpression", parseCall],
  ["ArrayExpression", sequence("list")],
  ["TupleExpression", sequence("tuple")],
  ["SetExpression", sequence("set")],
  ["DictionaryExpression", parseDictionary],
  ["ArrayComprehensionExpression", parseComprehension],
  ["ComprehensionExpression", parseComprehension],
  ["DictionaryComprehensionExpression", parseComprehension],
]);

function literal(value: null): NodeParser {
  return ({ from }) => ({ kind: "literal", at: from, value });
}

function parseString({ from, to }: SyntaxNode, { text }: ParseContext): Expression {
  const token = text.slice(from, to);
  const { prefix, quotes, isRaw } = splitQuotes(token, from);
  const inner = token.slice(prefix.length + quotes.length, -quotes.length);
  return { kind: "literal", at: from, value: isRaw ? inner : unescapeText(inner, from) };
}

/** Strings side by side are one. */
function parseContinued(node: SyntaxNode, { parse }: ParseContext): Expression {
  const parts = children(node).flatMap((child) => {
    const part = parse(child);
    return part.kind === "format" ? part.parts : [String((part as { value?: unknown }).value)];
  });
  const texts = parts.filter((part) => typeof part === "string");
  if (texts.length < parts.length) return { kind: "format", at: node.from, parts };
  return { kind: "literal", at: node.from, value: texts.join("") };
}

function parseConditional(node: SyntaxNode, { parse }: ParseContext): Expression {
  const [value, , condition, , otherwise] = children(node) as [
    SyntaxNode,
    SyntaxNode,
    SyntaxNode,
    SyntaxNode,
    SyntaxNode,
  ];
  return {
    kind: "conditional",
    at: node.from,
    condition: parse(condition),
    value: parse(value),
    otherwise: parse(otherwise),
  };
}

function parseCall(node: SyntaxNode, context: ParseContext): Expression {
  const [callee, list] = children(node) as [SyntaxNode, SyntaxNode];
  return {
    kind: "call",
    at: node.from,
    callee: context.parse(callee),
    args: parseArguments(list, context),
  };
}

function parseArguments(list: SyntaxNode, context: ParseContext): readonly Argument[] {
  if (list.getChild("for") !== null) {
    return [{ keyword: undefined, value: parseComprehension(list, context) }];
  }
  const nodes = innerChildren(list);
  const args: Argument[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index] as SyntaxNode;
    const isKeyword = nodes[index + 1]?.name === "AssignOp";
    if (isKeyword) {
      args.push({
        keyword: context.text.slice(node.from, node.to),
        value: context.parse(nodes[index + 2] as SyntaxNode),
      });
      index += 2;
    } else args.push({ keyword: undefined, value: context.parse(node) });
  }
  return args;
}

function sequence(kind: "list" | "tuple" | "set"): NodeParser {
  return (node, { parse }) => {
    const nodes = innerChildren(node);
    const items: Expression[] = [];
    for (let index = 0; index < nodes.length; index += 1) {
      const child = nodes[index] as SyntaxNode;
      if (child.name === "*" && kind === "list") {
        index += 1;
        items.push({ kind: "spread", at: child.from, value: parse(nodes[index] as SyntaxNode) });
      } else items.push(parse(child));
    }
    return { kind, at: node.from, items };
  };
}

function parseDictionary(node: SyntaxNode, { parse }: ParseContext): Expression {
  const nodes = innerChildren(node);
  const members: { key: Expression | undefined; value: Expression }[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const child = nodes[index] as SyntaxNode;
    if (child.name === "**") {
      members.push({ key: undefined, value: parse(nodes[index + 1] as SyntaxNode) });
      index += 1;
    } else {
      members.push({ key: parse(child), value: parse(nodes[index + 2] as SyntaxNode) });
      index += 2;
    }
  }
  return { kind: "dictionary", at: node.from, members };
}

function onlyChild(node: SyntaxNode): SyntaxNode {
  const [child, other] = innerChildren(node);
  if (child === undefined || other !== undefined) {
    throw new ExpressionError(other?.from ?? node.from, "not supported here");
  }
  return child;
}

function refuseBrokenSyntax(root: SyntaxNode): void {
  root.cursor().iterate(({ type, from }) => {
    if (type.isError) throw new ExpressionError(from, "not valid Python");
  });
}

const NAMES: Readonly<Record<string, string>> = {
  LambdaExpression: "lambda is",
  NamedExpression: "an assignment is",
  AwaitExpression: "await is",
  YieldExpression: "yield is",
  SetComprehensionExpression: "a set comprehension is",
  "*": "* before an argument is",
  "**": "** before an argument is",
};

function describeUnsupported({ name }: SyntaxNode): string {
  return `${NAMES[name] ?? "this is"} not supported`;
}
