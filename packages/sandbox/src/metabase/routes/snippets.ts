import { forbidden, json, notFound } from "../server/answers.ts";
import { asOf, type Since } from "../server/as-of.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import type { Snippet } from "../world/snippets.ts";
import { creatorRow } from "./people-rows.ts";
import { createVisibility } from "./visibility.ts";

/** Pieces of SQL. https://www.metabase.com/docs/latest/api/native-query-snippet */
export const snippetRoutes: readonly Route[] = [
  { method: "GET", path: "/api/native-query-snippet", access: "user", answer: listSnippets },
  { method: "GET", path: "/api/native-query-snippet/:id", access: "user", answer: getSnippet },
];

const SINCE: Since = { template_tags: 58 };

function snippetRow(request: RouteRequest, snippet: Snippet) {
  return {
    ...asOf(snippet, request.major, SINCE),
    collection_id: hasFolders(request) ? snippet.collection_id : null,
    creator: creatorRow(request, snippet.creator_id),
  };
}

/** Folders for snippets, and with them permissions, are a paid feature. */
const hasFolders = ({ instance }: RouteRequest): boolean =>
  instance.features.has("snippet_collections");

/** Whether the caller sees a snippet. */
function canRead(request: RouteRequest): (snippet: Snippet) => boolean {
  const visibility = createVisibility(request);
  return (snippet) => !hasFolders(request) || visibility.canRead(snippet.collection_id);
}

/** The whole list; with `archived=true` only those that are put away. */
function listSnippets(request: RouteRequest): Answer {
  const archived = request.query.get("archived") === "true";
  const rows = [...request.world.snippets]
    .filter((snippet) => snippet.archived === archived)
    .filter(canRead(request))
    .map((snippet) => snippetRow(request, snippet));
  return json(rows);
}

function getSnippet(request: RouteRequest): Answer {
  const snippet = request.world.snippets.byId(Number(request.parameters["id"]));
  if (snippet === undefined) return notFound;
  return canRead(request)(snippet) ? json(snippetRow(request, snippet)) : forbidden;
}
