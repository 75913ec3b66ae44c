import type { Expression } from "./expression.ts";

const MODULES: ReadonlySet<string> = new Set(["datetime", "fake", "json"]);

/** `a.b.c` for such an expression; undefined for any other. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "attribute") return undefined;
  const object = dottedName(expression.object);
  return object === undefined ? undefined : `${object}.${expression.name}`;
}

/** Whether a dotted name begins with a module's. */
export function isModule(path: string): boolean {
  return MODULES.has(path.split(".")[0] as string);
}
