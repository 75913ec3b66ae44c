import type { KnownTable } from "../known/known-tables.ts";
import type { SqlColumn, SqlReading } from "../sql/sql-reading.ts";
import type { NativeReading } from "./card-reading.ts";
import type { CardSource } from "./card-source.ts";
import type { KnownThings } from "./known-things.ts";
import { cardById, fieldById, type Thing, tableById } from "./mbql-sources.ts";
import type { TagUse } from "./tag-uses.ts";

/** What a part of a query that is written by hand uses, by what is known. */
export function* nativeSources(
  { result, tags, collection }: NativeReading,
  databaseId: number | null,
  known: KnownThings,
): Generator<CardSource> {
  if (collection !== undefined && databaseId !== null) {
    const found = known.tables.find(databaseId, [collection]);
    yield {
      kind: "table",
      where: "source",
      found_by: "metadata",
      confidence: "high",
      name: collection,
      database_id: databaseId,
      ...("table" in found ? { table_id: found.table.id } : { reason: found.reason }),
    };
  }
  if ("reason" in result) {
    const { reason } = result;
    const unread = { where: "source", found_by: "sql", confidence: "low", reason } as const;
    yield { kind: "table", database_id: databaseId, ...unread };
  } else {
    yield* readingSources(result.reading, databaseId, known);
  }
  for (const tag of tags) yield* tagSources(tag, known, "reason" in result);
}

function* tagSources(tag: TagUse, known: KnownThings, isUnread: boolean): Generator<CardSource> {
  const { name, cardId, snippetId, fieldId, tableId } = tag;
  const byTag = { where: "template", found_by: "template-tag", confidence: "high" } as const;
  const byMetadata = { found_by: "metadata", confidence: "high" } as const;
  yield {
    kind: "template tag",
    ...byTag,
    name,
    source_card_id: cardId,
    snippet_id: snippetId ?? undefined,
    field_id: fieldId,
    table_id: tableId,
  };
  if (snippetId !== undefined) {
    const reason = snippetId === null ? "no snippet of this name is known" : undefined;
    yield { kind: "snippet", ...byTag, name, snippet_id: snippetId ?? undefined, reason };
  }
  // A text that could be read says at which place the question is used.
  if (cardId !== undefined && isUnread) yield { ...byTag, ...cardById(cardId, known), name };
  if (fieldId !== undefined) {
    yield { where: "field filter", ...byMetadata, ...fieldById(fieldId, known), name };
  }
  if (tableId !== undefined) {
    yield { where: "source", ...byMetadata, ...tableById(tableId, known), name };
  }
}

/** A table or question in the text, as far as it is known. */
type Relation =
  | { readonly kind: "table"; readonly table: KnownTable; readonly name: string }
  | { readonly kind: "card"; readonly id: number }
  | { readonly kind: "unknown"; readonly name: string; readonly reason: string };

function* readingSources(
  reading: SqlReading,
  databaseId: number | null,
  known: KnownThings,
): Generator<CardSource> {
  const { confidence } = reading;
  const bySql = { found_by: "sql", confidence } as const;
  const relations = reading.relations.map((relation): Relation => {
    if ("cardId" in relation) return { kind: "card", id: relation.cardId };
    const name = relation.parts.join(".");
    if (databaseId === null) return { kind: "unknown", name, reason: "its database is not known" };
    const found = known.tables.find(databaseId, relation.parts);
    return "table" in found
      ? { kind: "table", name, table: found.table }
      : { kind: "unknown", name, reason: found.reason };
  });
  for (const [index, { places }] of reading.relations.entries()) {
    const relation = relations[index];
    if (relation === undefined) continue;
    const thing = relationThing(relation, databaseId, known);
    for (const where of places) yield { where, ...bySql, ...thing };
  }
  for (const name of reading.openNames) {
    const reason = "a template tag decides its name";
    yield { kind: "table", where: "source", ...bySql, database_id: databaseId, name, reason };
  }
  for (const column of reading.columns) {
    for (const thing of columnThings(column, relations, known)) {
      yield { kind: "field", where: column.place, ...bySql, database_id: databaseId, ...thing };
    }
  }
}

function relationThing(relation: Relation, databaseId: number | null, known: KnownThings): Thing {
  if (relation.kind === "card") return cardById(relation.id, known);
  const { name } = relation;
  return relation.kind === "table"
    ? { kind: "table", name, table_id: relation.table.id, database_id: databaseId }
    : { kind: "table", name, database_id: databaseId, reason: relation.reason };
}

/** The fields that a column may be: of the first level at which any table is known to have it. */
function* columnThings(
  column: SqlColumn,
  relations: readonly Relation[],
  { tables }: KnownThings,
): Generator<Partial<CardSource>> {
  const { name, written, levels, isCertain } = column;
  const candidates = levels.map((level) => level.flatMap((index) => relations[index] ?? []));
  for (const level of candidates) {
    const matches = level.flatMap((relation) => {
      if (relation.kind !== "table") return [];
      const table_id = relation.table.id;
      if (name === "*") return [{ name, table_id }];
      const field_id = tables.fieldOf(relation.table, name);
      return field_id === undefined ? [] : [{ name, table_id, field_id }];
    });
    yield* matches;
    if (matches.length > 0) return;
  }
  if (!isCertain) return;
  const all = candidates.flat();
  const [only] = all;
  const cards = all.flatMap((relation) => (relation.kind === "card" ? [relation.id] : []));
  const areKnown = all.every(({ kind }) => kind !== "unknown");
  if (cards.length === 1 && areKnown) {
    yield { name, source_card_id: cards[0] };
  } else if (all.length > 1) {
    yield { name: written, reason: `it may belong to one of ${all.length} tables of the query` };
  } else if (only?.kind === "unknown") {
    yield { name: `${only.name}.${name}`, reason: `its table is not known: ${only.reason}` };
  } else if (only?.kind === "table") {
    const reason = "its table has no field of this name";
    yield { name: written, table_id: only.table.id, reason };
  }
}
