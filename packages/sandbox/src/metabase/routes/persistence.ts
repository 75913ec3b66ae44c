import {
  badRequest,
  envelope,
  forbidden,
  json,
  notFound,
  pageOf,
  paidFeature,
} from "../server/answers.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { cardTypeOf, isCardArchived } from "../world/card-types.ts";
import type { Card } from "../world/cards.ts";
import type { World } from "../world/world.ts";
import { creatorRow } from "./people-rows.ts";
import { createVisibility } from "./visibility.ts";

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

/** The values of a model that people can search for; every third model has an index. */
function listIndexes(request: RouteRequest): Answer {
  const { world, query } = request;
  if (!query.has("model_id")) {
    return badRequest({ model_id: "value must be an integer greater than zero." });
  }
  const model = world.cards.byId(Number(query.get("model_id")));
  if (model === undefined) return notFound;
  if (!createVisibility(request).canRead(model.collection_id)) return forbidden;
  return json(model.type === "model" && model.id % 3 === 1 ? indexRows(request, model) : []);
}

function indexRows({ world }: RouteRequest, model: Card): object[] {
  const fields = [...world.fields].filter((field) => field.table_id === model.table_id);
  const key = fields.find((field) => field.semantic_type === "type/PK");
  const value = fields.find((field) => field.base_type === "type/Text");
  if (key === undefined || value === undefined) return [];
  return [
    {
      id: model.id,
      model_id: model.id,
      pk_ref: ["field", key.id, null],
      value_ref: ["field", value.id, null],
      schedule: "0 0 23 * * ? *",
      state: model.id % 2 === 0 ? "overflow" : "indexed",
      indexed_at: model.updated_at,
      error: null,
      created_at: model.created_at,
      creator_id: model.creator_id,
    },
  ];
}

/** How long answers are kept: one rule for all; finer ones are a paid feature. */
function listCacheConfigs({ query, instance, caller, world }: RouteRequest): Answer {
  const model = query.get("model") ?? "root";
  if (model !== "root" && !instance.features.has("cache_granular_controls")) {
    return paidFeature("Granular Caching");
  }
  if (!caller.isSuperuser) return forbidden;
  const wanted = CACHE_RULES[model];
  if (wanted === undefined) {
    return badRequest({ model: `enum of ${Object.keys(CACHE_RULES).join(", ")}` });
  }
  return json({ data: wanted(world).map((rule) => ({ model, ...rule })) });
}

interface CacheRule {
  readonly model_id: number;
  readonly strategy: { readonly type: string; readonly [setting: string]: unknown };
}

/** The rules for each kind of thing; `root` is for all that has none of its own. */
const CACHE_RULES: Readonly<Record<string, (world: World) => readonly CacheRule[]>> = {
  root: () => [{ model_id: 0, strategy: { type: "ttl", multiplier: 10, min_duration_ms: 60_000 } }],
  database: () => [
    { model_id: 2, strategy: { type: "schedule", schedule: "0 0 6 * * ?" } },
    { model_id: 5, strategy: { type: "nocache" } },
  ],
  dashboard: ({ dashboards }) =>
    dashboards.length === 0
      ? []
      : [{ model_id: 1, strategy: { type: "duration", duration: 24, unit: "hours" } }],
  question: ({ cards }) =>
    cards.length === 0
      ? []
      : [{ model_id: 1, strategy: { type: "duration", duration: 1, unit: "hours" } }],
};
