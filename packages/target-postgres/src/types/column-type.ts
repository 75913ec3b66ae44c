/** How texts that stand for bytes are written. https://json-schema.org/understanding-json-schema/reference/non_json_data */
export type ContentEncoding = "base16" | "base64";

/** How values of one PostgreSQL type are written. */
export interface ColumnType {
  /** The type's name as `format_type()` spells it. */
  readonly sql: string;
  /**
   * A value that is not null, as the type's input function reads it; null for one that is to be
   * NULL. `json` gives the value's text in the line, for whatever JSON.parse would not keep.
   *
   * @throws {ValueError} for a value that the type would change.
   */
  readonly toInput: (value: unknown, json: () => string) => string | null;
  /**
   * One spelling for all inputs that are equal to the server, so that keys can be compared here.
   * Missing where only the server can tell.
   */
  readonly canonical?: (input: string) => string;
  /** Whether all values are integers. */
  readonly isInteger?: boolean;
}
