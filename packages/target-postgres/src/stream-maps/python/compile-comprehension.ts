import type { CompileContext, Evaluate, Scope } from "./compile-expression.ts";
import { Dictionary } from "./dictionary.ts";
import type { Expression, Target } from "./expression.ts";
import { PythonError } from "./python-error.ts";
import { isTrue, iterate, type Value } from "./value.ts";

type Comprehension = Extract<Expression, { readonly kind: "comprehension" }>;

/** simpleeval's limit: nested loops must not run for ever. */
const MAX_ROUNDS = 10_000;

/** Makes a list, or a dict where there are keys. A generator becomes a list too, as in simpleeval. */
export function compileComprehension(
  { key, value, loops }: Comprehension,
  context: CompileContext,
): Evaluate {
  const evaluateKey = key && context.compile(key);
  const evaluateValue = context.compile(value);
  const compiled = loops.map(({ target, items, conditions }) => ({
    target,
    items: context.compile(items),
    conditions: conditions.map(context.compile),
  }));

  return (outer) => {
    const names = new Map<string, Value>();
    const scope: Scope = { get: (name) => (names.has(name) ? names : outer).get(name) };
    const found: [Value, Value][] = [];
    let rounds = 0;
    const run = (depth: number): void => {
      const loop = compiled[depth];
      if (loop === undefined) {
        found.push([evaluateKey?.(scope) ?? null, evaluateValue(scope)]);
        return;
      }
      for (const item of iterate(loop.items(scope))) {
        rounds += 1;
        if (rounds > MAX_ROUNDS) {
          throw new PythonError("OverflowError", "the comprehension has too many rounds");
        }
        assign(names, loop.target, item);
        if (loop.conditions.every((condition) => isTrue(condition(scope)))) run(depth + 1);
      }
    };
    run(0);
    return evaluateKey === undefined ? found.map(([, item]) => item) : new Dictionary(found);
  };
}

function assign(names: Map<string, Value>, target: Target, value: Value): void {
  if (typeof target === "string") {
    names.set(target, value);
    return;
  }
  const items = iterate(value);
  if (items.length !== target.length) {
    throw new PythonError("ValueError", "an item has not as many parts as the loop has names");
  }
  for (const [index, part] of target.entries()) assign(names, part, items[index] as Value);
}
