/** How nested objects become columns. */
export interface FlatteningOptions {
  /** How many levels of objects are taken apart, from 1. */
  readonly maxDepth: number;
  /** What stands between the names of the levels. */
  readonly separator: string;
  /** Names of so many characters or more are abbreviated. */
  readonly maxKeyLength: number;
  /** Whether arrays, and objects that are left, become text, as in the SDK; otherwise they stay JSON. */
  readonly writesText: boolean;
}
