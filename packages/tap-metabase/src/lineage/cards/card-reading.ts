import type { MbqlReference } from "../mbql/clause-references.ts";
import type { QueryReferences } from "../mbql/query-references.ts";
import type { SqlResult } from "../reader/sql-reader.ts";
import type { TagUse } from "./tag-uses.ts";

/** What one question's query refers to, before it is compared with what is known. */
export interface CardReading {
  readonly cardId: number;
  readonly databaseId: number | null;
  readonly language: QueryReferences["language"];
  readonly references: readonly MbqlReference[];
  readonly nativeParts: readonly NativeReading[];
}

/** What a part of a query that is written by hand refers to. */
export interface NativeReading {
  readonly result: SqlResult;
  readonly tags: readonly TagUse[];
  /** The collection it is asked of, in databases that want it said beside the query (MongoDB). */
  readonly collection?: string | undefined;
}
