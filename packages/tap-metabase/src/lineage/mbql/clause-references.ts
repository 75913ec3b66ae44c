import { isServerObject } from "../../records/server-object.ts";
import type { Place } from "../place.ts";

/** One thing that a structured query refers to. */
export type MbqlReference =
  | {
      readonly kind: "table" | "field" | "card" | "metric" | "measure" | "segment";
      readonly id: number;
      readonly place: Place;
    }
  | {
      /** Every field of a table: the query chooses none, so that it shows all. */
      readonly kind: "all fields";
      readonly tableId: number;
      readonly place: Place;
    }
  | {
      /** A column of another question. */
      readonly kind: "column";
      readonly name: string;
      readonly cardId: number;
      readonly place: Place;
    };

/** The questions that columns may belong to which a clause refers to by name. */
export interface ClauseSources {
  /** The question that the stage starts from. */
  readonly card: number | undefined;
  /** Questions joined to it, by alias. */
  readonly joined: ReadonlyMap<unknown, number>;
}

/**
 * Finds what a clause, or a list of clauses, refers to: in MBQL 4 its options come last, in MBQL 5
 * they come second.
 */
export function clauseReferences(
  clause: unknown,
  place: Place,
  sources: ClauseSources,
): MbqlReference[] {
  if (isServerObject(clause)) {
    return Object.values(clause).flatMap((member) =>
      typeof member === "object" ? clauseReferences(member, place, sources) : [],
    );
  }
  if (!Array.isArray(clause)) return [];
  const [name, ...rest]: readonly unknown[] = clause;
  const subject = rest.find((part) => !isServerObject(part) && part !== null);
  const options = rest.find(isServerObject) ?? {};
  switch (name) {
    case "field":
    case "field-id":
    case "field-literal":
      return [
        ...throughForeignKey(options["source-field"]),
        ...fieldReferences(subject, options["join-alias"], place, sources),
      ];
    case "fk->":
      return [
        ...fieldOrClause(rest[0], "join", sources),
        ...fieldOrClause(rest[1], place, sources),
      ];
    case "metric":
    case "segment":
    case "measure":
      return typeof subject === "number" ? [{ kind: name, id: subject, place }] : [];
    default:
      return clause.flatMap((part) => clauseReferences(part, place, sources));
  }
}

/** A column reached through a foreign key needs the key, as in a join. */
function throughForeignKey(field: unknown): MbqlReference[] {
  return typeof field === "number" ? [{ kind: "field", id: field, place: "join" }] : [];
}

function fieldReferences(
  field: unknown,
  joinAlias: unknown,
  place: Place,
  { card, joined }: ClauseSources,
): MbqlReference[] {
  if (typeof field === "number") return [{ kind: "field", id: field, place }];
  const cardId = joinAlias === undefined ? card : joined.get(joinAlias);
  // Without a question it is a column of the stage before, which has been read.
  return typeof field === "string" && cardId !== undefined
    ? [{ kind: "column", name: field, cardId, place }]
    : [];
}

function fieldOrClause(part: unknown, place: Place, sources: ClauseSources): MbqlReference[] {
  return typeof part === "number"
    ? [{ kind: "field", id: part, place }]
    : clauseReferences(part, place, sources);
}
