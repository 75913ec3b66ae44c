import { badRequest, envelope, json, pageOf, paidFeature } from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { cardTypeOf, isCardArchived } from "../world/card-types.ts";
import type { Card } from "../world/cards.ts";
import { creatorRow } from "./people-rows.ts";

/** What the server stores to be faster: results of models, values of models, answers of questions. */
export const persistenceRoutes: readonly Route[] = [
  { method: "GET", path: "/api/persist", access: "monitoring", answer: listPersisted },
  { method: "GET", path: "/api/model-index", access: "user", answer: listIndexes },
  { method: "GET", path: "/api/cache", since: 50, access: "user", answer: listCacheConfigs },
];

/** Every second model is stored in its own database, where that is allowed. */
function persistedModels({ world }: RouteRequest): Card[] {
  return Array.from({ length: world.cards.length }, (_, index) => index + 1)
    .filter((id) => cardTypeOf(id) === "model" && id % 20 === 1 && !isCardArchived(id))
    .flatMap((id) => world.cards.byId(id) ?? [])
    .filter(({ database_id }) => {
      const settings = world.databases.byId(database_id)?.settings;
      return settings?.["persist-models-enabled"] === true;
    });
}

function persistedRow(request: RouteRequest, card: Card) {
  const { world } = request;
  const collection = world.collections.byId(card.collection_id ?? 0);
  return {
    id: card.id,
    database_id: card.database_id,
    database_name: world.databases.byId(card.database_id)?.name ?? null,
    card_id: card.id,
    card_name: card.name,
    card_type: card.type,
    card_archived: card.archived,
    collection_id: collection?.id ?? null,
    collection_name: collection?.name ?? null,
    collection_authority_level: collection?.authority_level ?? null,
    table_name: `model_${card.id}`,
    schema_name: "metabase_cache_5a1f2_2",
    definition: { table_name: `model_${card.id}`, field_definitions: [] },
    active: true,
    state: "persisted",
    error: null,
    refresh_begin: card.updated_at,
    refresh_end: card.updated_at,
    creator_id: card.creator_id,
    creator: creatorRow(request, card.creator_id),
    // One key with a dash among all those with underscores.
    "next-fire-time": null,
  };
}

function listPersisted(request: RouteRequest): Answer {
  const models = persistedModels(request);
  const rows = [...pageOf(models, request.page)].map((card) => persistedRow(request, card));
  return envelope(rows, { total: models.length, page: request.page });
}

/** Nobody indexed the values of a model. */
function listIndexes({ query }: RouteRequest): Answer {
  return query.has("model_id")
    ? json([])
    : badRequest({ model_id: "value must be an integer greater than zero." });
}

/** How long answers are kept: one rule for all; finer ones are a paid feature. */
function listCacheConfigs({ query, instance }: RouteRequest): Answer {
  const model = query.get("model") ?? "root";
  if (model !== "root" && !instance.features.has("cache_granular_controls")) {
    return paidFeature("Granular Caching");
  }
  const strategy = { type: "ttl", multiplier: 10, min_duration_ms: 60_000 };
  return json({ data: model === "root" ? [{ model, model_id: 0, strategy }] : [] });
}
