import { SchemaError } from "../errors.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";

/** The SCHEMA that wants a table. */
export interface SchemaPlace {
  readonly stream: string;
  readonly line: number;
}

/** Which stream each table of a run belongs to. */
export class TableClaims {
  readonly #streams = new Map<string, string>();

  /** The streams that have a table. */
  get streams(): readonly string[] {
    return [...new Set(this.#streams.values())];
  }

  /**
   * Notes that a table is a stream's; gives whether that is new.
   *
   * @throws {SchemaError} when another stream goes into it.
   */
  claim(relation: Relation, place: SchemaPlace): boolean {
    const name = quoteRelation(relation);
    const owner = this.#streams.get(name);
    if (owner !== undefined && owner !== place.stream) {
      throw new SchemaError(
        place,
        `stream "${owner}" goes into table ${name} already; give one of them another schema in schema_mapping`,
      );
    }
    this.#streams.set(name, place.stream);
    return owner === undefined;
  }
}
