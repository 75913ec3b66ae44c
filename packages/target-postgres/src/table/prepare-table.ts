import { describeFailure } from "../describe-failure.ts";
import { SchemaError, TableChangeError } from "../errors.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import type { SchemaPlace } from "./table-claims.ts";

/**
 * Does work on a table, and says of its failure which table it was and which SCHEMA wanted it.
 *
 * @throws {SchemaError} for a change of the table that cannot be made.
 * @throws {DatabaseError} for any other failure.
 */
export async function prepareTable<Result>(
  relation: Relation,
  place: SchemaPlace,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TableChangeError) throw new SchemaError(place, error.message);
    throw describeFailure(`cannot prepare table ${quoteRelation(relation)}`, error);
  }
}
