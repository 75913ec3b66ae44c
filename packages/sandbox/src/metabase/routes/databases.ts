import { forbidden, json, jsonArray, notFound } from "../server/answers.ts";
import { hasUsageAnalytics } from "../server/has-usage-analytics.ts";
import type { Answer, Route, RouteRequest } from "../server/route.ts";
import { canQueryTable, canReadDatabase } from "../world/data-access.ts";
import { AUDIT_DATABASE_ID, type Database } from "../world/databases.ts";
import type { Table } from "../world/tables.ts";
import { databaseColumns, databaseRow, SAVED_QUESTIONS_DATABASE } from "./database-rows.ts";
import { fieldRow } from "./field-rows.ts";
import { fieldsOf, tableColumns, tableMetadataRow } from "./table-rows.ts";

/** Connections, and what the server knows of the data behind them. https://www.metabase.com/docs/latest/api/database */
export const databaseRoutes: readonly Route[] = [
  { method: "GET", path: "/api/database", access: "user", answer: listDatabases },
  { method: "GET", path: "/api/database/:id", access: "user", answer: getDatabase },
  { method: "GET", path: "/api/database/:id/metadata", access: "user", answer: getMetadata },
  { method: "GET", path: "/api/database/:id/fields", access: "user", answer: listFields },
  { method: "GET", path: "/api/database/:id/idfields", access: "user", answer: listKeyFields },
  { method: "GET", path: "/api/database/:id/usage_info", access: "superuser", answer: countUsage },
  { method: "GET", path: "/api/database/:id/schemas", access: "user", answer: listSchemas },
  { method: "GET", path: "/api/database/:id/schema/:schema", access: "user", answer: listTables },
  // The schema without a name, of engines that have none.
  { method: "GET", path: "/api/database/:id/schema", access: "user", answer: listTables },
];

const asks = ({ query }: RouteRequest, name: string): boolean => query.get(name) === "true";

/** Whether this server has the database at all, and shows it to the caller. */
function isVisible({ world, caller, instance }: RouteRequest, database: Database): boolean {
  return database.id === AUDIT_DATABASE_ID
    ? hasUsageAnalytics(instance) && caller.isSuperuser
    : canReadDatabase(world, caller, database.id);
}

/** The list, in an envelope without paging. */
function listDatabases(request: RouteRequest): Answer {
  const withTables = request.query.get("include") === "tables";
  const databases = [...request.world.databases]
    .filter((database) => isVisible(request, database))
    .filter((each) => each.id !== AUDIT_DATABASE_ID || asks(request, "include_analytics"))
    .map((database) => ({
      ...databaseRow(request, database),
      ...(withTables && {
        tables: tablesOf(request, database, false).map((table) => tableColumns(request, table)),
      }),
    }));
  const rows = asks(request, "saved") ? [...databases, SAVED_QUESTIONS_DATABASE] : databases;
  return json({ data: rows, total: rows.length });
}

/** A database's tables that exist and that the caller may query, by schema and name. */
function tablesOf(
  request: RouteRequest,
  database: Database,
  includeHidden: boolean,
  schema?: string,
): Table[] {
  const { world, caller } = request;
  return [...world.tables]
    .filter((table) => table.db_id === database.id && table.active)
    .filter((table) => schema === undefined || (table.schema ?? "") === schema)
    .filter((table) => includeHidden || table.visibility_type === null)
    .filter((table) => canQueryTable(world, caller, table))
    .sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

const sortKey = ({ schema, name }: Table): string => `${schema ?? ""}\u0000${name.toLowerCase()}`;

function readDatabase(request: RouteRequest): Database | Answer {
  const database = request.world.databases.byId(Number(request.parameters["id"]));
  if (database === undefined) return notFound;
  return isVisible(request, database) ? database : forbidden;
}

function getDatabase(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  const include = request.query.get("include");
  const options = { includeHidden: false, skipFields: include !== "tables.fields" };
  return json({
    ...databaseRow(request, database),
    ...(include !== null && {
      tables: tablesOf(request, database, false).map((table) =>
        tableMetadataRow(request, table, options),
      ),
    }),
  });
}

/** Tables and fields in one answer; hidden ones only with `include_hidden=true`. */
function getMetadata(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  const includeHidden = asks(request, "include_hidden");
  const options = { includeHidden, skipFields: asks(request, "skip_fields") };
  const columns = JSON.stringify(databaseColumns(request, database));
  return {
    ...jsonArray(metadataRows(request, tablesOf(request, database, includeHidden), options)),
    before: `${columns.slice(0, -1)},"tables":`,
    after: "}",
  };
}

/** Written one by one, since a database can have more fields than fit into memory. */
function* metadataRows(
  request: RouteRequest,
  tables: readonly Table[],
  options: Parameters<typeof tableMetadataRow>[2],
): Generator<object> {
  for (const table of tables) yield tableMetadataRow(request, table, options);
}

function listFields(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  return json(
    tablesOf(request, database, false).flatMap((table) =>
      fieldsOf(request, table, false).map((field) => ({
        id: field.id,
        name: field.name,
        display_name: field.display_name,
        table_name: table.name,
        base_type: field.base_type,
        semantic_type: field.semantic_type,
        schema: table.schema ?? "",
      })),
    ),
  );
}

function listKeyFields(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  return json(
    tablesOf(request, database, false).flatMap((table) =>
      fieldsOf(request, table, false)
        .filter((field) => field.semantic_type === "type/PK")
        .map((field) => ({
          ...fieldRow(request, field),
          table: tableColumns(request, table),
        })),
    ),
  );
}

/** Names of schemas; the empty one stands for engines that have none. */
function listSchemas(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  const tables = tablesOf(request, database, asks(request, "include_hidden"));
  return json([...new Set(tables.map((table) => table.schema ?? ""))].sort());
}

function listTables(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  const schema = request.parameters["schema"] ?? "";
  const tables = tablesOf(request, database, asks(request, "include_hidden"), schema);
  return tables.length === 0
    ? notFound
    : json(tables.map((table) => ({ ...tableColumns(request, table), schema })));
}

/** How many cards ask a database, and how many segments hang on its tables. */
function countUsage(request: RouteRequest): Answer {
  const database = readDatabase(request);
  if ("status" in database) return database;
  const { cards, reference } = request.world;
  const counts = { question: 0, dataset: 0, metric: 0, segment: 0 };
  for (const card of cards) {
    if (card.database_id === database.id)
      counts[card.type === "model" ? "dataset" : card.type] += 1;
  }
  const segments = [...reference.segments].filter((each) => each.database_id === database.id);
  return json({ ...counts, segment: segments.length });
}
