/**
 * What comes in, and what is in the database when it is loaded. Each is in a file of its own, whose
 * folder says what it is about, and exported as `situation`.
 */
export interface Situation {
  /** The test's title. For a complaint: whose it is, and what went wrong there. */
  readonly title: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** SQL that runs before everything else. */
  readonly before?: string;
  /** The lines of one run after the other; only the last may fail. */
  readonly runs: readonly (readonly string[])[];
  /** A query, and its rows as lists of their columns. */
  readonly query?: string;
  readonly rows?: readonly (readonly unknown[])[];
  /** What the last run says; without it, it must succeed. */
  readonly error?: RegExp;
  readonly log?: RegExp;
  /** The states that the last run wrote. */
  readonly states?: readonly string[];
}
