import {
  boolean,
  dateTime,
  integer,
  integerKey,
  list,
  object,
  openRecord,
  text,
} from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import { membersOf } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { documentList } from "../sources/document-list.ts";
import { readDetails } from "../sources/read-details.ts";
import type { Stream } from "../stream.ts";

/** There is no list of all comments: one request a document. */
const documentComments: ServerSource = {
  name: "document comments",
  parent: documentList,
  read: (reading) =>
    readDetails(reading, {
      kind: "comments of document",
      open: (id) =>
        reading.client.streamArray(
          "/api/comment",
          { target_type: "document", target_id: id },
          { member: "comments" },
        ),
    }),
  probe: documentList.probe,
};

/**
 * What people wrote beside documents.
 * https://www.metabase.com/docs/latest/api/comment
 */
export const comments: Stream = {
  name: "comments",
  group: "content",
  description: "What people wrote beside documents; of deleted ones only those with replies.",
  endpoint: "GET /api/comment?target_type=document&target_id=:id",
  versions: "0.57 and newer",
  privilege: "any account; the documents it may see",
  needs: { since: 57 },
  keyProperties: ["id"],
  // A highlighted point of a chart is named by its values: real rows' data.
  withheld: {
    creator: true,
    content_html: true,
    context: { highlighted: true, highlight_label: true },
  },
  schema: openRecord({
    id: integerKey("The comment's id."),
    target_type: text("document"),
    target_id: integer("documents.id"),
    child_target_id: text("The paragraph that it is about; null for the whole."),
    parent_comment_id: integer("comments.id that it replies to."),
    content: object("The text, as the editor stores it (ProseMirror); empty when deleted."),
    context: object("What of a chart it is about, without values (newest versions)."),
    reactions: list("Emojis, how many people gave each, and users.id of up to ten.", {
      type: "object",
    }),
    is_resolved: boolean("True when the thread is done with."),
    deleted_at: dateTime(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: documentComments,
  rows: (comment) => [{ ...comment, reactions: membersOf(comment["reactions"]).map(toReaction) }],
};

function toReaction({ users, ...reaction }: ServerObject): ServerObject {
  return { ...reaction, user_ids: membersOf(users).map(({ id }) => id) };
}
