import type { MbqlReference } from "../mbql/clause-references.ts";
import type { CardSource, FoundBy } from "./card-source.ts";
import type { KnownThings } from "./known-things.ts";

/** What a reference of a structured query means, by what is known. */
export function mbqlSource(
  reference: MbqlReference,
  query: {
    readonly foundBy: FoundBy;
    readonly databaseId: number | null;
    readonly known: KnownThings;
  },
): CardSource {
  const thing = thingOf(reference, query.known);
  const isInDatabase = thing.kind === "table" || thing.kind === "field";
  return {
    ...thing,
    where: reference.place,
    found_by: query.foundBy,
    confidence: "high",
    database_id: thing.database_id ?? (isInDatabase ? query.databaseId : undefined),
  };
}

function thingOf(reference: MbqlReference, known: KnownThings): Thing {
  switch (reference.kind) {
    case "table":
      return tableById(reference.id, known);
    case "field":
      return fieldById(reference.id, known);
    case "all fields":
      return { ...tableById(reference.tableId, known), kind: "field", name: "*" };
    case "card":
      return cardById(reference.id, known);
    case "column":
      return { kind: "field", source_card_id: reference.cardId, name: reference.name };
    case "metric":
      return metricById(reference.id, known);
    case "measure":
      return { kind: "measure", measure_id: reference.id };
    case "segment":
      return { kind: "segment", segment_id: reference.id };
  }
}

/** A thing without the place at which it is used. */
export type Thing = Omit<CardSource, "where" | "found_by" | "confidence">;

/** The table of that id. */
export function tableById(id: number, { tables }: KnownThings): Thing {
  const table = tables.tableById(id);
  const reason = table ? undefined : "no table of this id is known";
  return { kind: "table", table_id: id, database_id: table?.databaseId, reason };
}

/** The field of that id. */
export function fieldById(id: number, { tables }: KnownThings): Thing {
  const table = tables.tableOfField(id);
  const reason = table ? undefined : "no field of this id is known";
  const { id: tableId, databaseId } = table ?? {};
  return { kind: "field", field_id: id, table_id: tableId, database_id: databaseId, reason };
}

/** The question, model or metric of that id. */
export function cardById(id: number, { cardKinds }: KnownThings): Thing {
  const kind = cardKinds.get(id);
  const reason = kind === undefined ? "no question of this id is known" : undefined;
  return { kind: kind ?? "card", source_card_id: id, reason };
}

/** A metric is a question from 0.51 on; before that, metrics were things of their own. */
function metricById(id: number, known: KnownThings): Thing {
  const { kind, ...card } = cardById(id, known);
  return kind === "metric" ? { kind, ...card } : { kind: "metric", legacy_metric_id: id };
}
