import { AUDIT_DATABASE_ID } from "./databases.ts";
import {
  ADMINISTRATORS_GROUP_ID,
  ALL_USERS_GROUP_ID,
  ANALYSTS_GROUP_ID,
  FEW_RIGHTS_GROUP_ID,
} from "./groups.ts";
import type { LazyList } from "./lazy-list.ts";
import type { Caller } from "./people.ts";
import { createRandom } from "./random.ts";
import type { Table } from "./tables.ts";
import type { World } from "./world.ts";

/** Whether a group sees rows of a table, and which. */
export type ViewData =
  | "unrestricted"
  | "legacy-no-self-service"
  | "sandboxed"
  | "impersonated"
  | "blocked";

/** How a group may ask questions of a table. */
export type CreateQueries = "query-builder-and-native" | "query-builder" | "no";

/** How many rows a group may take away. */
export type Download = "full" | "limited" | "none";

/** One level for a whole database, or one for each of its tables. */
export type Grant<Level> = Level | ReadonlyMap<number, Level>;

/** What a group was given on a database. */
export interface DatabaseGrants {
  readonly viewData: Grant<ViewData>;
  readonly createQueries: Grant<CreateQueries>;
  readonly download: Grant<Download>;
  /** Change names and types in the data model. */
  readonly dataModel: Grant<"all" | "none">;
  /** Edit the connection. */
  readonly details: "yes" | "no";
  readonly transforms: "yes" | "no";
}

const EVERYTHING: DatabaseGrants = {
  viewData: "unrestricted",
  createQueries: "query-builder-and-native",
  download: "full",
  dataModel: "all",
  details: "yes",
  transforms: "yes",
};

const NOTHING: DatabaseGrants = {
  viewData: "blocked",
  createQueries: "no",
  download: "none",
  dataModel: "none",
  details: "no",
  transforms: "no",
};

/** The database that every installation brings along. */
const SAMPLE_DATABASE_ID = 1;

const BUILDER: DatabaseGrants = {
  ...NOTHING,
  viewData: "unrestricted",
  createQueries: "query-builder",
  download: "full",
};

/** What a group may do with a database. */
export type Grants = (groupId: number, databaseId: number) => DatabaseGrants;

/** The grants of a world's groups; each is made once, since some have a level for every table. */
export function createGrants(options: GrantsOptions): Grants {
  const known = new Map<string, DatabaseGrants>();
  return (groupId, databaseId) => {
    const key = `${groupId} ${databaseId}`;
    const grants = known.get(key) ?? makeGrants(options, groupId, databaseId);
    known.set(key, grants);
    return grants;
  };
}

interface GrantsOptions {
  readonly seed: number;
  readonly tables: LazyList<Table>;
}

function makeGrants(
  { seed, tables }: GrantsOptions,
  groupId: number,
  databaseId: number,
): DatabaseGrants {
  if (groupId === ADMINISTRATORS_GROUP_ID) {
    return EVERYTHING;
  }
  if (databaseId === AUDIT_DATABASE_ID) {
    return NOTHING;
  }
  if (groupId === ALL_USERS_GROUP_ID) {
    return { ...NOTHING, viewData: "unrestricted", download: "limited" };
  }
  if (groupId === FEW_RIGHTS_GROUP_ID) {
    return databaseId === SAMPLE_DATABASE_ID ? { ...BUILDER, download: "none" } : NOTHING;
  }
  const random = createRandom(seed, "grants", groupId, databaseId);
  const perTable = <Level>(levels: readonly Level[]): Grant<Level> =>
    new Map(
      [...tables]
        .filter((table) => table.db_id === databaseId)
        .map((table) => ({ table, level: random.pick(levels) }))
        .filter(({ table }) => table.active)
        .map(({ table, level }) => [table.id, level]),
    );
  if (groupId === ANALYSTS_GROUP_ID) {
    return databaseId === SAMPLE_DATABASE_ID
      ? BUILDER
      : { ...BUILDER, createQueries: perTable(["query-builder", "no"]) };
  }
  // One after the other rather than by chance, so that even a small world has all of them.
  const kinds: readonly (() => DatabaseGrants)[] = [
    () => NOTHING,
    () => BUILDER,
    () => ({ ...BUILDER, createQueries: "query-builder-and-native", download: "limited" }),
    () => ({ ...BUILDER, createQueries: perTable(["query-builder", "query-builder", "no"]) }),
    () => ({ ...BUILDER, viewData: perTable(["unrestricted", "sandboxed"]) }),
    () => ({ ...BUILDER, viewData: "impersonated" }),
    () => ({ ...NOTHING, viewData: "legacy-no-self-service", details: "yes" }),
    () => ({
      ...BUILDER,
      viewData: perTable(["unrestricted", "blocked"]),
      createQueries: "no",
      download: perTable(["full", "limited", "none"]),
      dataModel: perTable(["all", "none"]),
    }),
  ];
  return kinds[(3 * groupId + databaseId) % kinds.length]?.() ?? NOTHING;
}

/** A grant's level for one table. */
function levelOf<Level extends string>(grant: Grant<Level>, tableId: number): Level | undefined {
  return typeof grant === "string" ? grant : grant.get(tableId);
}

/** Whether the caller may ask questions of a table with the query builder, and so sees it in lists. */
export function canQueryTable(world: World, caller: Caller, table: Table): boolean {
  return (
    caller.isSuperuser ||
    caller.groupIds.some((groupId) => {
      const level = levelOf(world.grants(groupId, table.db_id).createQueries, table.id);
      return level !== undefined && level !== "no";
    })
  );
}

/** Whether the caller may ask questions of any table of a database, and so sees it in lists. */
export function canReadDatabase(world: World, caller: Caller, databaseId: number): boolean {
  return (
    caller.isSuperuser ||
    [...world.tables].some(
      (table) => table.db_id === databaseId && canQueryTable(world, caller, table),
    )
  );
}
