import type { Place } from "../place.ts";
import type { SqlDialect } from "./dialect.ts";

/**
 * How far an answer can be trusted: `high` when the text was parsed; `medium` when it could only be
 * parsed without its optional parts, or its dialect is not known; `low` when names were picked out
 * of a text that could not be parsed.
 */
export type Confidence = "high" | "medium" | "low";

/** A native query to be read. */
export interface SqlQuestion {
  /** The text with its template tags; snippets are in their place already. */
  readonly sql: string;
  readonly dialect: SqlDialect;
  /** The type of each template tag by its name: text, number, date, dimension, card, ... */
  readonly tagTypes: Readonly<Record<string, string>>;
}

/** A table that a query names. */
export interface SqlTable {
  /** Its name, with what stands before it: `["public", "orders"]`. */
  readonly parts: readonly string[];
  readonly places: readonly Place[];
}

/** A question that a query reads from as from a table, as `{{#12}}`. */
export interface SqlCard {
  readonly cardId: number;
  readonly places: readonly Place[];
}

/** A column that a query names; `*` is all columns of its table. */
export interface SqlColumn {
  readonly name: string;
  /** The whole name as it is written, with what stands before and behind it. */
  readonly written: string;
  readonly place: Place;
  /**
   * The tables that it may belong to, as indexes into `relations`; those of an inner query come
   * before those of the query around it. The first level with a table that has such a column counts.
   */
  readonly levels: readonly (readonly number[])[];
  /** False when the name may mean something else, so that only a table known to have it counts. */
  readonly isCertain: boolean;
}

/** What a native query refers to, before it is compared with the tables that are known. */
export interface SqlReading {
  readonly relations: readonly (SqlTable | SqlCard)[];
  readonly columns: readonly SqlColumn[];
  readonly confidence: Confidence;
  /** Names that a template tag decides, so that nothing can be said of them. */
  readonly openNames: readonly string[];
}
