import { uuid } from "../identity.ts";
import { type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { ReferenceOptions } from "./reference.ts";

/** A page of text with cards in it (server version 0.57 on). */
export interface Document extends Stamp {
  readonly name: string;
  /** The text, as the editor TipTap stores it. */
  readonly document: object;
  readonly content_type: string;
  readonly collection_id: number | null;
  readonly collection_position: number | null;
  readonly creator_id: number;
  readonly archived: boolean;
}

/** What somebody wrote beside a document. */
export interface Comment {
  readonly id: number;
  readonly target_type: "document";
  readonly target_id: number;
  readonly child_target_id: string | null;
  readonly parent_comment_id: number | null;
  readonly content: object;
  readonly creator_id: number;
  readonly is_resolved: boolean;
  readonly deleted_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

const NAMES = [
  "Why September was odd",
  "Über die Retourenquote",
  "四半期レビュー",
  "Draft: pricing",
];

const text = (words: string): object => ({ type: "text", text: words });

/** Makes documents, the last one archived, and a short thread beside each. */
export function createDocuments({ seed, cards, collections }: ReferenceOptions): {
  readonly documents: LazyList<Document>;
  readonly comments: LazyList<Comment>;
} {
  const paragraphId = (id: number): string => uuid(seed, "paragraph", id);
  const documents = NAMES.map((name, index): Document => {
    const id = index + 1;
    return {
      ...createStamp(seed, "document", id),
      name,
      document: {
        type: "doc",
        content: [
          {
            type: "heading",
            attrs: { level: 1, _id: uuid(seed, "heading", id) },
            content: [text(name)],
          },
          {
            type: "paragraph",
            attrs: { _id: paragraphId(id) },
            content: [
              text("Two things came together: a holiday, and "),
              { ...text("the new checkout"), marks: [{ type: "bold" }] },
              text("."),
            ],
          },
          ...(cards === 0
            ? []
            : [{ type: "cardEmbed", attrs: { id: 1, name: null, _id: uuid(seed, "embed", id) } }]),
        ],
      },
      content_type: "application/json+vnd.prose-mirror",
      collection_id: index === 0 ? null : (collections.shared[index + 2] ?? null),
      collection_position: null,
      creator_id: 1 + (index % 2),
      archived: index === NAMES.length - 1,
    };
  });
  const comments = documents.flatMap(({ id: documentId }, index) =>
    [null, 2 * index + 1].map((parent, place): Comment => {
      const { entity_id: _entityId, ...stamp } = createStamp(
        seed,
        "comment",
        2 * index + place + 1,
      );
      return {
        ...stamp,
        target_type: "document",
        target_id: documentId,
        child_target_id: parent === null ? paragraphId(documentId) : null,
        parent_comment_id: parent,
        content: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [text(parent === null ? "Really?" : "Yes – ask «Controlling».")],
            },
          ],
        },
        creator_id: 2 - place,
        is_resolved: index === 0,
        deleted_at: null,
      };
    }),
  );
  return { documents: listOf(documents), comments: listOf(comments) };
}
