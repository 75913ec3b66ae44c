import type { RecordError } from "../errors.ts";

/** A record that could not be loaded. */
export interface Reject {
  readonly error: RecordError;
  /** The line that it came in. May hold personal data: it goes into the reject table and nowhere else. */
  readonly rawLine: string;
  /** Epoch milliseconds. */
  readonly rejectedAt: number;
}
