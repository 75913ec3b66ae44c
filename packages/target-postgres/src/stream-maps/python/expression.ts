import type { Value } from "./value.ts";

interface Place {
  /** Where it begins in the text of the whole, from 0. */
  readonly at: number;
}

/** One argument of a call. */
export interface Argument {
  readonly keyword: string | undefined;
  readonly value: Expression;
}

/** One `for … in … if …` of a comprehension. */
export interface Loop {
  readonly target: Target;
  readonly items: Expression;
  readonly conditions: readonly Expression[];
}

/** What a loop assigns to: a name, or as many targets as there are items. */
export type Target = string | readonly Target[];

/** An expression of the subset of Python that stream maps may use. */
export type Expression = Place &
  (
    | { readonly kind: "literal"; readonly value: Value }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
    | {
        readonly kind: "binary";
        readonly operator: string;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "logic";
        readonly operator: "and" | "or";
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: "comparison";
        readonly first: Expression;
        readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
      }
    | {
        readonly kind: "conditional";
        readonly condition: Expression;
        readonly value: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: "attribute"; readonly object: Expression; readonly name: string }
    | { readonly kind: "call"; readonly callee: Expression; readonly args: readonly Argument[] }
    | { readonly kind: "subscript"; readonly object: Expression; readonly key: Expression }
    | {
        readonly kind: "slice";
        readonly object: Expression;
        readonly bounds: readonly (Expression | undefined)[];
      }
    | { readonly kind: "list" | "tuple" | "set"; readonly items: readonly Expression[] }
    | { readonly kind: "spread"; readonly value: Expression }
    | {
        readonly kind: "dictionary";
        /** Without a key, the members of another dict. */
        readonly members: readonly {
          readonly key: Expression | undefined;
          readonly value: Expression;
        }[];
      }
    | {
        readonly kind: "comprehension";
        /** Undefined for one that makes a list. */
        readonly key: Expression | undefined;
        readonly value: Expression;
        readonly loops: readonly Loop[];
      }
    | { readonly kind: "format"; readonly parts: readonly (string | Replacement)[] }
  );

/** One `{value:specification}` of an f-string. */
export interface Replacement {
  readonly value: Expression;
  readonly specification: readonly (string | Replacement)[];
}

/** An expression that cannot be used, known before there is any record. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** Where in the text, from 0. */
  readonly at: number;

  constructor(at: number, problem: string) {
    super(problem);
    this.at = at;
  }
}
