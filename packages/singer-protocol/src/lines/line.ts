/** One line of input. */
export interface Line {
  /** Place in the input, from 1; blank lines count. */
  readonly number: number;
  /** What stands in the line, without its end and without a byte order mark; valid until more is read. */
  readonly bytes: Buffer;
}
