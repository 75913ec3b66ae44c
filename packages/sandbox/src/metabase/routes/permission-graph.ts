import type {
  CreateQueries,
  DatabaseGrants,
  Download,
  Grant,
  ViewData,
} from "../world/data-access.ts";
import { ADMINISTRATORS_GROUP_ID } from "../world/groups.ts";
import type { World } from "../world/world.ts";

/** A part of a permission graph: a level, or parts by schema or table. Levels that allow nothing are left out. */
export type GraphPart = string | { readonly [key: string]: GraphPart };

/** What one group may do with one database, as the server's version and edition put it. */
export interface GraphOptions {
  readonly world: World;
  readonly major: number;
  readonly isEnterprise: boolean;
  readonly groupId: number;
  readonly databaseId: number;
}

/** First version of the graph with `view-data` and `create-queries`. */
const VIEW_DATA_SINCE = 50;

/** First version that gives one level for a schema whose tables all have the same. */
const SCHEMA_LEVELS_SINCE = 54;

/** First version that gives one level for a database whose tables all have the same. */
const DATABASE_LEVELS_SINCE = 60;

/** First version with permissions for transforms. */
const TRANSFORMS_SINCE = 59;

/** One group's part of the graph for one database; undefined when the group may do nothing and is left out. */
export function graphPart(options: GraphOptions): GraphPart | undefined {
  const { world, major, isEnterprise, groupId, databaseId } = options;
  const grants = world.grants(groupId, databaseId);
  const possible = isEnterprise ? grants : { ...grants, viewData: openView(grants.viewData) };
  return major < VIEW_DATA_SINCE
    ? (legacyPart(options, possible) ?? {})
    : modernPart(options, possible);
}

function modernPart(options: GraphOptions, grants: DatabaseGrants): GraphPart | undefined {
  const { dataModel, details, transforms } = grants;
  return withoutEmpty({
    "view-data": nested(options, collapsed(options, grants.viewData), "blocked"),
    "create-queries": nested(options, grants.createQueries, "no"),
    download: { schemas: nested(options, grants.download, "none", "omit") },
    "data-model": { schemas: nested(options, dataModel, "none", "omit") },
    details: details === "yes" ? details : undefined,
    transforms: transforms === "yes" && options.major >= TRANSFORMS_SINCE ? transforms : undefined,
  });
}

/** Rows that a whole database shows alike; sandboxes are kept apart and so never fall together. */
function collapsed({ major }: GraphOptions, grant: Grant<ViewData>): Grant<ViewData> {
  const levels = new Set(typeof grant === "string" ? [] : grant.values());
  const [only] = levels;
  return major >= DATABASE_LEVELS_SINCE &&
    levels.size === 1 &&
    only !== undefined &&
    only !== "sandboxed"
    ? only
    : grant;
}

/** The graph up to version 0.49: native queries and the query builder side by side. */
function legacyPart(options: GraphOptions, grants: DatabaseGrants): GraphPart | undefined {
  const { createQueries, viewData, download, dataModel, details } = grants;
  const isAdministrators = options.groupId === ADMINISTRATORS_GROUP_ID;
  return withoutEmpty({
    data: {
      native: createQueries === "query-builder-and-native" ? "write" : undefined,
      schemas: legacySchemas(options, viewData, createQueries),
    },
    download: {
      native: typeof download === "string" && download !== "none" ? download : undefined,
      schemas: nested(options, download, "none", "omit"),
    },
    "data-model": { schemas: nested(options, dataModel, "none", "omit") },
    details: details === "yes" || isAdministrators ? "yes" : undefined,
  });
}

function legacySchemas(
  options: GraphOptions,
  viewData: Grant<ViewData>,
  createQueries: Grant<CreateQueries>,
): Parts | string | undefined {
  if (viewData === "impersonated") {
    return "impersonated";
  }
  if (viewData === "blocked") {
    return "block";
  }
  if (typeof viewData === "string" && typeof createQueries === "string") {
    return createQueries === "no" ? undefined : "all";
  }
  return bySchema(options, (tableId) => {
    const view = typeof viewData === "string" ? viewData : viewData.get(tableId);
    const create = typeof createQueries === "string" ? createQueries : createQueries.get(tableId);
    if (view === "sandboxed") {
      return { read: "all", query: "segmented" };
    }
    return view === "unrestricted" && create !== "no" ? "all" : undefined;
  });
}

/** Open source has no way to keep a group from seeing rows. */
function openView(viewData: Grant<ViewData>): ViewData {
  return viewData === "legacy-no-self-service" ? viewData : "unrestricted";
}

type Parts = { readonly [key: string]: Parts | string | undefined };

/**
 * A grant as the graph nests it. The least level is left out, but where a whole schema has it, newer servers say so,
 * unless the kind of permission has no word for it (`omit`).
 */
function nested<Level extends ViewData | CreateQueries | Download | "all" | "none">(
  options: GraphOptions,
  grant: Grant<Level>,
  least: Level,
  leastOfSchema: "say" | "omit" = "say",
): Parts | string | undefined {
  if (typeof grant === "string") {
    return grant === least ? undefined : grant;
  }
  const schemas = bySchema(options, (tableId) => grant.get(tableId));
  return Object.fromEntries(
    Object.entries(schemas).map(([schema, tables]) => {
      const levels = new Set(Object.values(tables));
      const [only] = levels;
      if (levels.size === 1 && options.major >= SCHEMA_LEVELS_SINCE) {
        return [schema, only === least && leastOfSchema === "omit" ? undefined : only];
      }
      const more = Object.entries(tables).filter(([, level]) => level !== least);
      return [schema, Object.fromEntries(more)];
    }),
  );
}

/** A value for each table of the database, by schema (`""` when it has none) and table id. */
function bySchema<Value extends Parts | string>(
  { world, databaseId }: GraphOptions,
  valueFor: (tableId: number) => Value | undefined,
): Record<string, Record<string, Value>> {
  const schemas: Record<string, Record<string, Value>> = {};
  for (const { id, db_id, schema } of world.tables) {
    const value = db_id === databaseId ? valueFor(id) : undefined;
    if (value !== undefined) {
      const tables = schemas[schema ?? ""] ?? {};
      tables[id] = value;
      schemas[schema ?? ""] = tables;
    }
  }
  return schemas;
}

function withoutEmpty(parts: Parts): GraphPart | undefined {
  const kept = Object.entries(parts).flatMap(([key, part]) => {
    const value = typeof part === "object" ? withoutEmpty(part) : part;
    return value === undefined ? [] : [[key, value] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
