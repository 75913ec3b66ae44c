import { canonicalQuery } from "../records/canonical-query.ts";
import { dateTime, integer, integerKey, list, openRecord, text } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { cardList } from "../sources/card-list.ts";
import { readDetails } from "../sources/read-details.ts";
import type { Stream } from "../stream.ts";

/** There is no list of all: one request a model, and nothing in the list of cards tells which have one. */
const indexesOfModels: ServerSource = {
  name: "model indexes",
  parent: cardList,
  goesThrough: (card) => (card["type"] === "model" || card["dataset"] === true ? [card] : []),
  read: (reading) =>
    readDetails(reading, {
      kind: "index of model",
      open: (id) => reading.client.streamArray("/api/model-index", { model_id: id }),
    }),
  probe: cardList.probe,
};

/**
 * Columns of models whose values people find by searching.
 * https://www.metabase.com/docs/latest/api/model-index
 */
export const modelIndexes: Stream = {
  name: "model_indexes",
  group: "content",
  description: "Columns of models whose values people find by searching.",
  endpoint: "GET /api/model-index?model_id=:id, one request a model",
  versions: "0.49 and newer",
  privilege: "any account; the models it may see",
  selectedByDefault: false,
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The index's id."),
    model_id: integer("cards.id of the model."),
    pk_ref: list("The column that names a row, as a clause of MBQL."),
    value_ref: list("The column whose values are found, as a clause of MBQL."),
    schedule: text("When it is brought up to date, in Quartz's cron form."),
    state: text("initial, indexed, overflow or error."),
    indexed_at: dateTime(),
    error: text("Why the last time failed."),
    creator_id: integer("users.id"),
    created_at: dateTime(),
  }),
  source: indexesOfModels,
  rows: (index) => [canonical(index)],
};

function canonical(index: ServerObject): ServerObject {
  const { pk_ref, value_ref } = index;
  return { ...index, pk_ref: canonicalQuery(pk_ref), value_ref: canonicalQuery(value_ref) };
}
