import { json } from "../server/answers.ts";
import { hasCollection } from "../server/has-collection.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { cardTypeOf, isCardArchived } from "../world/card-types.ts";
import { canQueryTable, canReadDatabase } from "../world/data-access.ts";
import { AUDIT_DATABASE_ID } from "../world/databases.ts";
import { modelOfCard } from "./collection-item-rows.ts";
import { createVisibility, type Visibility } from "./visibility.ts";

/** Everything by name. https://www.metabase.com/docs/latest/api/search */
export const searchRoutes: readonly Route[] = [
  { method: "GET", path: "/api/search", access: "user", answer: search },
];

/** The server never finds more, and counts no further. */
const MOST_RESULTS = 1000;

const DEFAULT_LIMIT = 50;

/** Something that was found. */
interface Found {
  readonly id: number;
  readonly model: string;
  readonly name: string;
  readonly description: string | null;
  readonly collection_id: number | null;
  readonly [field: string]: unknown;
}

/** What matches the words, in pages only when `limit` and `offset` are both given. */
function search(request: RouteRequest): Answer {
  const { query, world } = request;
  const words = query.get("q")?.toLowerCase() ?? "";
  const models = query.getAll("models");
  const visibility = createVisibility(request);
  const found: object[] = [];
  const seen = new Set<string>();
  for (const thing of things(request, models, visibility)) {
    if (found.length === MOST_RESULTS) break;
    if (!thing.name.toLowerCase().includes(words)) continue;
    seen.add(thing.model);
    const collection = world.collections.byId(thing.collection_id ?? 0);
    found.push({
      ...thing,
      collection: {
        id: collection?.id ?? null,
        name: collection?.name ?? null,
        authority_level: collection?.authority_level ?? null,
        type: collection?.type ?? null,
      },
      bookmark: null,
      context: null,
      scores: [],
    });
  }
  const pages = query.has("limit") && query.has("offset") ? request.page : undefined;
  const { limit, offset } = pages ?? { limit: DEFAULT_LIMIT, offset: 0 };
  return json({
    data: found.slice(offset, offset + limit),
    total: found.length,
    limit,
    offset,
    models: models.length > 0 ? models : [...seen],
    available_models: [...seen],
    table_db_id: null,
    engine: "in-place",
  });
}

function* things(
  request: RouteRequest,
  models: readonly string[],
  visibility: Visibility,
): Generator<Found> {
  const { world, query, caller, major, instance } = request;
  const archived = query.get("archived") === "true";
  const wants = (model: string): boolean => models.length === 0 || models.includes(model);
  for (const dashboard of wants("dashboard") ? world.dashboards : []) {
    if (dashboard.archived === archived && visibility.canRead(dashboard.collection_id)) {
      const { id, name, description, collection_id, creator_id, created_at, updated_at } =
        dashboard;
      const common = { id, name, description, collection_id, creator_id, created_at, updated_at };
      yield { ...common, model: "dashboard", archived };
    }
  }
  for (let id = 1; id <= world.cards.length; id += 1) {
    const model = modelOfCard(cardTypeOf(id), major);
    const card = wants(model) && isCardArchived(id) === archived ? world.cards.byId(id) : undefined;
    if (card !== undefined && visibility.canRead(card.collection_id)) {
      const { name, description, collection_id, creator_id, created_at, updated_at } = card;
      const common = { id, name, description, collection_id, creator_id, created_at, updated_at };
      const { display, database_id, table_id } = card;
      yield { ...common, model, archived, display, database_id, table_id };
    }
  }
  for (const collection of wants("collection") ? world.collections : []) {
    const { id, name, description, created_at } = collection;
    const isWanted = collection.archived === archived && hasCollection(instance, collection);
    if (isWanted && visibility.canRead(id)) {
      yield { id, name, description, collection_id: id, created_at, model: "collection", archived };
    }
  }
  if (archived) return;
  for (const database of wants("database") ? world.databases : []) {
    if (!database.is_audit && canReadDatabase(world, caller, database.id)) {
      const { id, name, description, created_at } = database;
      yield {
        id,
        name,
        description,
        created_at,
        model: "database",
        collection_id: null,
        archived: null,
      };
    }
  }
  for (const table of wants("table") ? world.tables : []) {
    if (table.active && table.db_id !== AUDIT_DATABASE_ID && canQueryTable(world, caller, table)) {
      const { id, name, description, db_id, schema, created_at } = table;
      const place = { database_id: db_id, table_id: id, table_name: name, table_schema: schema };
      yield {
        id,
        name,
        description,
        ...place,
        created_at,
        model: "table",
        collection_id: null,
        archived: null,
      };
    }
  }
}
