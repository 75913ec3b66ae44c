import type { SqlDialect } from "./dialect.ts";
import type { References } from "./references.ts";
import type { Relation } from "./relation.ts";
import type { Scope } from "./scope.ts";

/** What the parts of one query are resolved with. */
export interface Resolving {
  readonly dialect: SqlDialect;
  readonly references: References;
  /** Notes what an inner query refers to; says which columns it gives to the query around it. */
  readonly resolveQuery: (query: unknown, outer: Scope) => Relation;
}
