import { visit } from "jsonc-parser";

/** Where a text stops being JSON. */
export interface JsonSyntaxError {
  /** Characters before the fault. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/**
 * Finds the first fault in a text that JSON.parse has refused. The engine's own message is no use to
 * people: it quotes the text, and with it data and secrets, and only sometimes names a place.
 *
 * @returns undefined when the place cannot be found.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
  let found: JsonSyntaxError | undefined;
  try {
    visit(
      text,
      {
        onError: (_code, offset, _length, line, column) => {
          found ??= { offset, line: line + 1, column: column + 1 };
        },
      },
      { disallowComments: true },
    );
  } catch (error) {
    // The visitor is recursive: nesting beyond a few thousand levels exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}
