import { canonicalQuery } from "../records/canonical-query.ts";
import {
  boolean,
  dateTime,
  integer,
  integerKey,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import { revisionHistory } from "../sources/revision-history.ts";
import type { Stream } from "../stream.ts";

/** Capability URLs, and what is known of answers: smallest and largest values of real rows. */
const WITHHELD_STATE = { public_uuid: true, result_metadata: true } as const;

/**
 * Who changed which question or dashboard, when and how. The server keeps the latest 15 of each.
 * https://www.metabase.com/docs/latest/api/revision
 */
export const revisions: Stream = {
  name: "revisions",
  group: "content",
  description: "Who changed which question or dashboard, when and how.",
  endpoint: "GET /api/revision?entity=:model&id=:id, one request for each that was edited",
  versions: "0.49 and newer",
  privilege: "any account; the questions and dashboards it may see",
  selectedByDefault: false,
  isAppendOnly: true,
  keyProperties: ["id"],
  withheld: {
    user: true,
    // True of the newest only, so a row would have to change when the next one comes.
    most_recent: true,
    diff: { before: WITHHELD_STATE, after: WITHHELD_STATE },
  },
  schema: openRecord({
    id: integerKey("The revision's id."),
    model: text("card or dashboard."),
    model_id: integer("cards.id or dashboards.id, by model."),
    user_id: integer("users.id of who changed it."),
    timestamp: dateTime(),
    is_creation: boolean("True for the first."),
    is_reversion: boolean("True when an earlier form was brought back."),
    title: text("The kind of change in words."),
    description: text("The change in words."),
    has_multiple_changes: boolean("True when the words sum up several changes."),
    message: text("What the person noted."),
    diff: object("What changed: before and after; null for the oldest."),
    metabase_version: text("The version that it was made with."),
  }),
  source: revisionHistory,
  rows: (revision) => [toRow(revision)],
};

function toRow(revision: ServerObject): ServerObject {
  const { user, diff } = revision;
  return {
    ...revision,
    user_id: isServerObject(user) ? user["id"] : null,
    diff: canonicalQuery(diff),
  };
}
