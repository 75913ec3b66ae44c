import type { KnownTables } from "../known/known-tables.ts";

/** What a question is; models and metrics are questions too. */
export type CardKind = "card" | "model" | "metric";

/** Everything that references are compared with. */
export interface KnownThings {
  readonly tables: KnownTables;
  readonly cardKinds: ReadonlyMap<number, CardKind>;
}
