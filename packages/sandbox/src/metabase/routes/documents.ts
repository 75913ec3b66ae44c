import { badRequest, forbidden, json, notFound } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Document } from "../world/reference/documents.ts";
import { creatorRow } from "./people-rows.ts";
import { userForOthers } from "./user-rows.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** Texts with cards in them, what people wrote beside them, and the glossary (all from version 0.57 on). */
export const documentRoutes: readonly Route[] = [
  { method: "GET", path: "/api/document", since: 57, access: "user", answer: listDocuments },
  { method: "GET", path: "/api/document/:id", since: 57, access: "user", answer: getDocument },
  { method: "GET", path: "/api/comment", since: 57, access: "user", answer: listComments },
  { method: "GET", path: "/api/glossary", since: 57, access: "user", answer: listGlossary },
];

function documentRow(request: RouteRequest, document: Document, visibility: Visibility) {
  const canWrite = visibility.canWrite(document.collection_id);
  return {
    ...document,
    creator: creatorRow(request, document.creator_id),
    collection: visibility.embeddedCollection(document.collection_id),
    public_uuid: null,
    can_write: canWrite,
    can_delete: canWrite && document.archived,
    can_restore: canWrite && document.archived,
    is_remote_synced: false,
  };
}

/** Those in use, in an envelope of their own; archived ones cannot be listed. */
function listDocuments(request: RouteRequest): Answer {
  const visibility = createVisibility(request);
  const items = [...request.world.reference.documents]
    .filter((document) => !document.archived && visibility.canRead(document.collection_id))
    .map((document) => documentRow(request, document, visibility));
  return json({ items });
}

function getDocument(request: RouteRequest): Answer {
  const document = request.world.reference.documents.byId(Number(request.parameters["id"]));
  if (document === undefined) return notFound;
  const visibility = createVisibility(request);
  return visibility.canRead(document.collection_id)
    ? json(documentRow(request, document, visibility))
    : forbidden;
}

function listComments(request: RouteRequest): Answer {
  const { query, world } = request;
  const targetId = Number(query.get("target_id"));
  const document = world.reference.documents.byId(targetId);
  if (query.get("target_type") !== "document") {
    return badRequest({ target_type: "enum of document" });
  }
  if (document === undefined) return notFound;
  if (!createVisibility(request).canRead(document.collection_id)) return forbidden;
  const comments = [...world.reference.comments].filter(({ target_id }) => target_id === targetId);
  return json({
    comments: comments.map((comment) => ({
      ...comment,
      creator: creatorRow(request, comment.creator_id),
      reactions: [],
    })),
  });
}

function listGlossary({ world }: RouteRequest): Answer {
  const data = [...world.reference.glossary].map((entry) => {
    const creator = world.people.accountById(entry.creator_id);
    return { ...entry, creator: creator === undefined ? null : userForOthers(creator) };
  });
  return json({ data });
}
