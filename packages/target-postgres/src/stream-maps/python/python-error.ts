/** Names of the exceptions that Python would raise. https://docs.python.org/3/library/exceptions.html */
export type PythonErrorKind =
  | "AttributeError"
  | "IndexError"
  | "KeyError"
  | "NameError"
  | "OverflowError"
  | "TypeError"
  | "ValueError"
  | "ZeroDivisionError";

/**
 * An expression that failed on a record. Says what Python would say, but never quotes a value: values
 * are not logged.
 */
export class PythonError extends Error {
  override readonly name = "PythonError";
  readonly kind: PythonErrorKind;

  constructor(kind: PythonErrorKind, problem: string) {
    super(`${kind}: ${problem}`);
    this.kind = kind;
  }
}
