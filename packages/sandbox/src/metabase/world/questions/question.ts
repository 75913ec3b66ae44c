import type { ResultColumn } from "./result-columns.ts";

/** What a card asks, in the query language that versions up to 0.56 answer with (MBQL 4 or SQL). */
export type LegacyQuery =
  | { readonly database: number; readonly type: "query"; readonly query: LegacyInnerQuery }
  | {
      readonly database: number;
      readonly type: "native";
      readonly native: {
        readonly query: string;
        readonly "template-tags": Readonly<Record<string, TemplateTag>>;
        /** Engines that ask one collection at a time. */
        readonly collection?: string;
      };
    };

/** A structured query. Clauses are arrays that begin with their name. */
export interface LegacyInnerQuery {
  /** A table's id, or `card__12`. */
  readonly "source-table": number | string;
  readonly joins?: readonly LegacyJoin[];
  readonly expressions?: Readonly<Record<string, Clause>>;
  readonly filter?: Clause;
  readonly aggregation?: readonly Clause[];
  readonly breakout?: readonly Clause[];
  readonly "order-by"?: readonly Clause[];
  readonly limit?: number;
}

/** A table joined to a structured query. */
export interface LegacyJoin {
  readonly alias: string;
  readonly fields: "all" | "none";
  readonly strategy?: "left-join" | "inner-join";
  readonly "source-table": number;
  readonly condition: Clause;
}

/** A clause: its name, then its arguments. */
export type Clause = readonly [name: string, ...rest: readonly unknown[]];

/** A placeholder in SQL text. */
export interface TemplateTag {
  readonly id: string;
  readonly name: string;
  readonly "display-name": string;
  readonly type: "text" | "number" | "date" | "dimension" | "snippet" | "card";
  readonly required?: boolean;
  readonly default?: unknown;
  readonly dimension?: Clause;
  readonly "widget-type"?: string;
  readonly "snippet-name"?: string;
  readonly "snippet-id"?: number;
  readonly "card-id"?: number;
}

/** A widget that sets a placeholder. */
export interface CardParameter {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly type: string;
  readonly target: Clause;
  readonly default?: unknown;
}

/** What somebody wanted to know, and how they asked. */
export interface Question {
  readonly name: string;
  readonly display: string;
  readonly query: LegacyQuery;
  readonly table_id: number | null;
  readonly source_card_id: number | null;
  readonly columns: readonly ResultColumn[];
  readonly parameters: readonly CardParameter[];
  readonly visualization_settings: Readonly<Record<string, unknown>>;
}
