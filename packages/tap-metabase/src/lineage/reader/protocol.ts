import type { SqlQuestion, SqlReading } from "../sql/sql-reading.ts";

/** What the tap sends to the process that parses. Requests are answered in their order. */
export interface SqlRequest {
  readonly question: SqlQuestion;
}

/** What comes back for one request. */
export type SqlAnswer =
  | {
      readonly reading: SqlReading;
      /** The memory that the process holds now. */
      readonly memoryBytes: number;
    }
  /** The parser broke; the process is not to be used any more. */
  | { readonly failure: string };
