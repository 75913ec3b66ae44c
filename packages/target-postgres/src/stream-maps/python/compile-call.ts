import type { CompileContext, Evaluate, Scope } from "./compile-expression.ts";
import { dottedName, isModule } from "./dotted-name.ts";
import { type Expression, ExpressionError } from "./expression.ts";
import { findMethods } from "./methods.ts";
import { PythonError } from "./python-error.ts";
import { bindArguments, type Signature } from "./signature.ts";
import { typeName, type Value } from "./value.ts";

type Call = Extract<Expression, { readonly kind: "call" }>;

/** Evaluates arguments into the places of parameters. */
type ReadArguments = (scope: Scope) => readonly (Value | undefined)[];

/** Makes a call of a function, or of a method of whatever the object will be. */
export function compileCall(call: Call, context: CompileContext): Evaluate {
  const { callee } = call;
  const path = dottedName(callee);
  if (callee.kind === "name" || (path !== undefined && isModule(path))) {
    return compileFunction(call, path as string, context);
  }
  if (callee.kind !== "attribute") {
    throw new ExpressionError(call.at, "only functions and methods can be called, by their names");
  }
  return compileMethod(call, callee, context);
}

function compileFunction(call: Call, path: string, context: CompileContext): Evaluate {
  const known = context.functions.get(path);
  if (known === undefined) {
    throw new ExpressionError(call.callee.at, `function ${path}() is not supported`);
  }
  const read = bind(call, path, known, context);
  return (scope) => known.call(...read(scope));
}

function compileMethod(
  call: Call,
  { object, name, at }: Extract<Expression, { readonly kind: "attribute" }>,
  context: CompileContext,
): Evaluate {
  const found = findMethods(name);
  if (found.length === 0) throw new ExpressionError(at, `method .${name}() is not supported`);
  const variants = found.flatMap(({ has, method }) => {
    const read = tryBind(call, method, context);
    return typeof read === "string" ? [] : [{ has, method, read }];
  });
  const [first] = found;
  if (variants.length === 0 && first !== undefined) bind(call, `.${name}`, first.method, context);
  const self = context.compile(object);
  return (scope) => {
    const value = self(scope);
    const variant = variants.find(({ has }) => has(value));
    if (variant === undefined) {
      throw new PythonError(
        "AttributeError",
        `'${typeName(value)}' object has no method '${name}' with these arguments`,
      );
    }
    return variant.method.call(value, ...variant.read(scope));
  };
}

function bind(
  call: Call,
  name: string,
  signature: Signature,
  context: CompileContext,
): ReadArguments {
  const read = tryBind(call, signature, context);
  if (typeof read === "string") throw new ExpressionError(call.at, `${name}() ${read}`);
  return read;
}

function tryBind(
  { args }: Call,
  signature: Signature,
  context: CompileContext,
): ReadArguments | string {
  const keywords = args.flatMap(({ keyword }) => keyword ?? []);
  const slots = bindArguments(signature, args.length - keywords.length, keywords);
  if (typeof slots === "string") return slots;
  const values = args.map(({ value }) => context.compile(value));
  return (scope) => slots.map((slot) => values[slot]?.(scope));
}
