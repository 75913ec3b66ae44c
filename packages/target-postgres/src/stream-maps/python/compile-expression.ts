import { compileCall } from "./compile-call.ts";
import { compileComprehension } from "./compile-comprehension.ts";
import { DATE_CONSTANTS } from "./dates/date-functions.ts";
import { readDateAttribute } from "./dates/date-members.ts";
import { Dictionary } from "./dictionary.ts";
import { dottedName, isModule } from "./dotted-name.ts";
import { type Expression, ExpressionError, type Replacement } from "./expression.ts";
import { formatValue } from "./format-value.ts";
import { isDate } from "./methods.ts";
import { BINARY_OPERATORS, COMPARISONS, UNARY_OPERATORS } from "./operators.ts";
import { PythonError } from "./python-error.ts";
import type { PythonFunction } from "./signature.ts";
import { slice, subscript } from "./slices.ts";
import { isTrue, iterate, PythonSet, Tuple, typeName, type Value } from "./value.ts";

/** What names mean while an expression is evaluated. */
export interface Scope {
  readonly get: (name: string) => Value | undefined;
}

/** An expression, ready to be evaluated any number of times. */
export type Evaluate = (scope: Scope) => Value;

/** What compilers of parts need. */
export interface CompileContext {
  /** By dotted name. */
  readonly functions: ReadonlyMap<string, PythonFunction>;
  readonly compile: (expression: Expression) => Evaluate;
}

/**
 * Makes a function of an expression. Nothing is ever run that is not in the tables of functions,
 * methods and operators.
 *
 * @throws {ExpressionError} for what is known to fail before there is any record.
 */
export function compileExpression(
  expression: Expression,
  functions: ReadonlyMap<string, PythonFunction>,
): Evaluate {
  const context: CompileContext = {
    functions,
    compile: (part) => compile(part, context),
  };
  return context.compile(expression);
}

function compile(expression: Expression, context: CompileContext): Evaluate {
  switch (expression.kind) {
    case "literal":
      return () => expression.value;
    case "name":
      return compileName(expression);
    case "unary": {
      const operate = find(UNARY_OPERATORS, expression);
      const operand = context.compile(expression.operand);
      return (scope) => operate(operand(scope));
    }
    case "binary": {
      const operate = find(BINARY_OPERATORS, expression);
      const [left, right] = [context.compile(expression.left), context.compile(expression.right)];
      return (scope) => operate(left(scope), right(scope));
    }
    case "logic": {
      const isAnd = expression.operator === "and";
      const [left, right] = [context.compile(expression.left), context.compile(expression.right)];
      return (scope) => {
        const value = left(scope);
        return isTrue(value) === isAnd ? right(scope) : value;
      };
    }
    case "comparison":
      return compileComparison(expression, context);
    case "conditional": {
      const condition = context.compile(expression.condition);
      const value = context.compile(expression.value);
      const otherwise = context.compile(expression.otherwise);
      return (scope) => (isTrue(condition(scope)) ? value(scope) : otherwise(scope));
    }
    case "attribute":
      return compileAttribute(expression, context);
    case "call":
      return compileCall(expression, context);
    case "subscript": {
      const [object, key] = [context.compile(expression.object), context.compile(expression.key)];
      return (scope) => subscript(object(scope), key(scope));
    }
    case "slice":
      return compileSlice(expression, context);
    case "list":
      return compileItems(expression.items, context);
    case "tuple": {
      const items = compileItems(expression.items, context);
      return (scope) => new Tuple(iterate(items(scope)));
    }
    case "set": {
      const items = compileItems(expression.items, context);
      return (scope) => new PythonSet(iterate(items(scope)));
    }
    case "spread":
      throw new ExpressionError(expression.at, "* is not supported here");
    case "dictionary":
      return compileDictionary(expression, context);
    case "comprehension":
      return compileComprehension(expression, context);
    case "format":
      return compileParts(expression.parts, context);
  }
}

type Of<Kind extends Expression["kind"]> = Extract<Expression, { readonly kind: Kind }>;

function find<Operate>(
  operators: ReadonlyMap<string, Operate>,
  { at, operator }: { readonly at: number; readonly operator: string },
): Operate {
  const operate = operators.get(operator);
  if (operate === undefined) throw new ExpressionError(at, `operator ${operator} is not supported`);
  return operate;
}

function compileName({ name }: Of<"name">): Evaluate {
  return (scope) => {
    const value = scope.get(name);
    if (value !== undefined) return value;
    throw new PythonError(
      "NameError",
      `name '${name}' is not defined: the record has no such field; record.get('${name}') is None then`,
    );
  };
}

function compileComparison({ first, rest }: Of<"comparison">, context: CompileContext): Evaluate {
  const start = context.compile(first);
  const steps = rest.map(({ operator, operand }) => ({
    holds: find(COMPARISONS, { at: operand.at, operator }),
    operand: context.compile(operand),
  }));
  return (scope) => {
    let left = start(scope);
    for (const { holds, operand } of steps) {
      const right = operand(scope);
      if (!holds(left, right)) return false;
      left = right;
    }
    return true;
  };
}

function compileAttribute(expression: Of<"attribute">, context: CompileContext): Evaluate {
  const { name, at } = expression;
  const path = dottedName(expression);
  if (path !== undefined && isModule(path)) {
    const constant = DATE_CONSTANTS.get(path);
    if (constant === undefined) throw new ExpressionError(at, `${path} is not supported`);
    return () => constant;
  }
  if (name.startsWith("_") || name.startsWith("func_")) {
    throw new ExpressionError(at, "attributes that begin with _ or func_ are not supported");
  }
  const object = context.compile(expression.object);
  return (scope) => readAttribute(object(scope), name);
}

/** simpleeval reads `a.b` as `a['b']` where a has no attribute b. */
function readAttribute(object: Value, name: string): Value {
  if (isDate(object)) return readDateAttribute(object, name);
  const member = object instanceof Dictionary ? object.get(name) : undefined;
  if (member !== undefined) return member;
  throw new PythonError(
    "AttributeError",
    `'${typeName(object)}' object has no attribute or key '${name}'`,
  );
}

function compileSlice({ object, bounds }: Of<"slice">, context: CompileContext): Evaluate {
  const container = context.compile(object);
  const [start, stop, step] = bounds.map((bound) => bound && context.compile(bound));
  return (scope) =>
    slice(container(scope), {
      start: start?.(scope) ?? null,
      stop: stop?.(scope) ?? null,
      step: step?.(scope) ?? null,
    });
}

function compileItems(
  items: readonly Expression[],
  context: CompileContext,
): (scope: Scope) => readonly Value[] {
  const parts = items.map((item) => ({
    isSpread: item.kind === "spread",
    evaluate: context.compile(item.kind === "spread" ? item.value : item),
  }));
  return (scope) =>
    parts.flatMap(({ isSpread, evaluate }) =>
      isSpread ? iterate(evaluate(scope)) : [evaluate(scope)],
    );
}

function compileDictionary({ members }: Of<"dictionary">, context: CompileContext): Evaluate {
  const parts = members.map(({ key, value }) => ({
    key: key && context.compile(key),
    value: context.compile(value),
  }));
  return (scope) => {
    const dictionary = new Dictionary();
    for (const { key, value } of parts) {
      const member = value(scope);
      if (key !== undefined) dictionary.set(key(scope), member);
      else if (member instanceof Dictionary) {
        for (const [name, its] of member.entries()) dictionary.set(name, its);
      } else throw new PythonError("TypeError", `'${typeName(member)}' object is not a mapping`);
    }
    return dictionary;
  };
}

function compileParts(
  parts: readonly (string | Replacement)[],
  context: CompileContext,
): (scope: Scope) => string {
  const writers = parts.map((part) => {
    if (typeof part === "string") return () => part;
    const value = context.compile(part.value);
    const specification = compileParts(part.specification, context);
    return (scope: Scope) => formatValue(value(scope), specification(scope));
  });
  return (scope) => writers.map((write) => write(scope)).join("");
}
