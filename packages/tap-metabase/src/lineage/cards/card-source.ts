import { derivedId } from "../../records/derived-id.ts";
import type { ServerObject } from "../../records/server-object.ts";
import type { Place } from "../place.ts";
import type { Confidence } from "../sql/sql-reading.ts";

/** What a question may use. */
type SourceKind =
  | "table"
  | "field"
  | "card"
  | "model"
  | "metric"
  | "measure"
  | "segment"
  | "snippet"
  | "template tag";

/** How it is known that a question uses a thing. */
export type FoundBy = "mbql4" | "mbql5" | "sql" | "template-tag" | "metadata";

/** One thing that a question uses at one place. */
export interface CardSource {
  readonly kind: SourceKind;
  readonly where: Place;
  readonly found_by: FoundBy;
  readonly confidence: Confidence;
  readonly database_id?: number | null | undefined;
  readonly table_id?: number | undefined;
  readonly field_id?: number | undefined;
  readonly source_card_id?: number | undefined;
  readonly legacy_metric_id?: number | undefined;
  readonly measure_id?: number | undefined;
  readonly segment_id?: number | undefined;
  readonly snippet_id?: number | undefined;
  /** As it is written; `*` is every column. */
  readonly name?: string | undefined;
  /** Why it is not known which thing that is. */
  readonly reason?: string | undefined;
}

/** A row of the stream `card_sources`. */
export function cardSourceRow(cardId: number, source: CardSource): ServerObject {
  const { own, owners } = identityOf(source);
  const name = own === undefined ? source.name : undefined;
  return {
    ...source,
    // What it means is not known, however well it was read.
    confidence: source.reason === undefined ? source.confidence : "low",
    card_id: cardId,
    id: derivedId([cardId, source.kind, source.where, ...owners, own, name]),
  };
}

/** The id of the thing itself, and of what it belongs to where it has no id of its own. */
function identityOf(source: CardSource): {
  readonly own: number | undefined;
  readonly owners: readonly (number | undefined)[];
} {
  switch (source.kind) {
    case "table":
      return { own: source.table_id, owners: [] };
    case "field":
      return { own: source.field_id, owners: [source.table_id, source.source_card_id] };
    case "card":
    case "model":
      return { own: source.source_card_id, owners: [] };
    case "metric":
      return { own: source.source_card_id, owners: [source.legacy_metric_id] };
    case "measure":
      return { own: source.measure_id, owners: [] };
    case "segment":
      return { own: source.segment_id, owners: [] };
    case "snippet":
      return { own: source.snippet_id, owners: [] };
    case "template tag":
      return { own: undefined, owners: [] };
  }
}
