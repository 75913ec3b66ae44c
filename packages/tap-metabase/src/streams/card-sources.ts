import { CardLineage } from "../lineage/cards/card-lineage.ts";
import { closedRecord, integer, text, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { Derivation, DerivedSource, ServerSource } from "../source.ts";
import { cardList } from "../sources/card-list.ts";
import { databaseList } from "../sources/database-list.ts";
import { databaseMetadata } from "../sources/database-metadata.ts";
import { snippetList } from "../sources/snippet-list.ts";
import type { Stream } from "../stream.ts";

const cardLineage: DerivedSource = {
  inputs: [cardList, databaseList, databaseMetadata, snippetList],
  derive: (): Derivation => {
    const lineage = new CardLineage();
    const take = new Map<ServerSource, (object: ServerObject) => void | Promise<void>>([
      [cardList, (card) => lineage.takeCard(card)],
      [databaseList, (database) => lineage.takeDatabase(database)],
      [databaseMetadata, (table) => lineage.takeTable(table)],
      [snippetList, (snippet) => lineage.takeSnippet(snippet)],
    ]);
    return {
      take: (input, object) => take.get(input)?.(object),
      objects: () => lineage.rows(),
      missing: () => lineage.missing(),
      close: () => lineage.close(),
    };
  },
};

/**
 * What each question uses: tables, fields, other questions, metrics, segments, snippets, and where.
 * Worked out from what the other streams read.
 */
export const cardSources: Stream = {
  name: "card_sources",
  group: "content",
  description: "What each question, model or metric uses, and where in its query.",
  endpoint: "GET /api/card, /api/database/:id/metadata and /api/native-query-snippet",
  versions: "0.49 and newer",
  privilege: "any account; of the cards, tables and snippets it may see",
  keyProperties: ["id"],
  schema: closedRecord({
    id: textKey(
      "[card_id,kind,where,ids...,name] as compact JSON: the ids that tell things of this kind apart; the name where the thing itself has no id.",
    ),
    card_id: integer("cards.id of the question that uses the thing."),
    kind: text("table, field, card, model, metric, measure, segment, snippet or template tag."),
    where: text(
      "source, join, filter, breakout, aggregation, order, field, expression, field filter or template.",
    ),
    database_id: integer("databases.id"),
    table_id: integer("tables.id of the table, or of the field's table."),
    field_id: integer("fields.id; null with the name * means every field of the table."),
    source_card_id: integer("cards.id of the question used, or of the one whose column is used."),
    legacy_metric_id: integer("legacy_metrics.id (up to 0.50)."),
    measure_id: integer("measures.id (0.59 and newer)."),
    segment_id: integer("segments.id"),
    snippet_id: integer("native_query_snippets.id"),
    name: text(
      "As the query writes it, * for every field of a table; null when the query refers to it by id.",
    ),
    found_by: text("mbql4, mbql5, sql, template-tag or metadata (a field filter's own)."),
    confidence: text(
      "high; medium when the SQL could be read without its optional parts only, or its dialect is not known; low when names were picked out of SQL that cannot be parsed, or with a reason.",
    ),
    reason: text("Why it is not known which thing that is; null when it is known."),
  }),
  source: cardLineage,
};
