import { parseColumnPlan } from "./column-plans.ts";
import { createField, displayNameOf, type Field, type Fields } from "./fields.ts";
import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { createKeptList, createLazyList, joinLists, type LazyList, listOf } from "./lazy-list.ts";
import { createRandom } from "./random.ts";
import { BULK_COLUMNS, bulkTable } from "./table-plans/bulk-tables.ts";
import type { TablePlan } from "./table-plans/table-plan.ts";
import { TABLE_PLANS } from "./table-plans/table-plans.ts";

/** A table of a database. */
export interface Table {
  readonly id: number;
  readonly db_id: number;
  readonly schema: string | null;
  readonly name: string;
  readonly display_name: string;
  readonly description: string | null;
  readonly caveats: string | null;
  readonly points_of_interest: string | null;
  readonly entity_type: string | null;
  readonly visibility_type: "hidden" | "technical" | "cruft" | null;
  readonly active: boolean;
  readonly field_order: "database" | "alphabetical" | "custom" | "smart";
  readonly initial_sync_status: "complete" | "incomplete" | "aborted";
  readonly is_upload: boolean;
  readonly is_writable: boolean;
  readonly is_published: boolean;
  readonly estimated_row_count: number | null;
  readonly view_count: number;
  readonly database_require_filter: boolean | null;
  readonly show_in_getting_started: boolean;
  readonly data_authority: string;
  readonly data_source: string | null;
  /** In the words of version 0.59 on; 0.58 had four others. */
  readonly data_layer: "final" | "internal" | "hidden" | null;
  readonly collection_id: number | null;
  readonly owner_email: string | null;
  readonly owner_user_id: number | null;
  readonly archived_at: string | null;
  readonly deactivated_at: string | null;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

function createTable(seed: number, id: number, plan: TablePlan): Table {
  const random = createRandom(seed, "table", id);
  const lifetime = createLifetime(seed, "table", id);
  const active = plan.active ?? true;
  return {
    id,
    db_id: plan.database,
    schema: plan.schema,
    name: plan.name,
    display_name: displayNameOf(plan.name),
    description: plan.description ?? null,
    caveats: id % 5 === 0 ? "Late by one day." : null,
    points_of_interest: null,
    entity_type: plan.columns.length > 0 ? "entity/GenericTable" : null,
    visibility_type: plan.visibility ?? null,
    active,
    field_order: random.pick(["database", "alphabetical", "custom", "smart"]),
    initial_sync_status: plan.columns.length > 0 ? "complete" : "incomplete",
    is_upload: plan.upload ?? false,
    is_writable: plan.upload ?? false,
    is_published: false,
    estimated_row_count: plan.rows ?? null,
    view_count: random.chance(0.3) ? 0 : random.between(1, 4000),
    database_require_filter: null,
    show_in_getting_started: false,
    data_authority: plan.upload ? "ingested" : "unconfigured",
    data_source: plan.upload ? "upload" : null,
    data_layer: plan.visibility === undefined ? "internal" : "hidden",
    collection_id: null,
    owner_email: null,
    owner_user_id: id % 6 === 0 ? 1 : null,
    archived_at: null,
    deactivated_at: active ? null : lifetime.updated_at,
    entity_id: entityId(seed, "table", id),
    ...lifetime,
  };
}

const qualified = (plan: TablePlan, column: string): string =>
  `${plan.database} ${plan.schema ?? ""}.${plan.name}.${column}`;

/**
 * Makes the tables and their fields. All worlds have the same planned ones, with figures and instants of their own; a
 * large world has as many more, alike, as are wanted, and makes their fields when asked.
 */
export function createTables({
  seed,
  tables,
}: {
  readonly seed: number;
  readonly tables: number;
}): {
  readonly tables: LazyList<Table>;
  readonly fields: Fields;
} {
  const columns = TABLE_PLANS.flatMap((table, index) =>
    table.columns.map((text, position) => ({ table, tableId: index + 1, position, text })),
  );
  const ids = new Map(
    columns.map(({ table, text }, index) => [
      qualified(table, parseColumnPlan(text).name),
      index + 1,
    ]),
  );
  const idOf = (name: string | undefined): number | null => {
    if (name === undefined) return null;
    const id = ids.get(name);
    if (id === undefined)
      throw new RangeError(`the table plans name a column that is not there: ${name}`);
    return id;
  };
  const planField = (id: number, { table, tableId, position, text }: PlannedColumn): Field => {
    const plan = parseColumnPlan(text);
    const parentId = idOf(plan.parent && qualified(table, plan.parent));
    const targetId = idOf(plan.target && `${table.database} ${plan.target}`);
    const rows = table.rows ?? 0;
    return createField({ seed, id, tableId, position, plan, rows, parentId, targetId });
  };

  const planned = TABLE_PLANS.length;
  const more = Math.max(0, tables - planned);
  const bulk = createLazyList({
    length: more * BULK_COLUMNS.length,
    firstId: columns.length + 1,
    make: (id, index): Field => {
      const tableIndex = Math.floor(index / BULK_COLUMNS.length);
      const position = index % BULK_COLUMNS.length;
      const text = BULK_COLUMNS[position] ?? "";
      const table = bulkTable(tableIndex);
      return planField(id, { table, tableId: planned + tableIndex + 1, position, text });
    },
  });
  const plannedFields = listOf(columns.map((column, index) => planField(index + 1, column)));
  return {
    tables: createKeptList(() => [
      ...TABLE_PLANS.map((plan, index) => createTable(seed, index + 1, plan)),
      ...Array.from({ length: more }, (_, index) =>
        createTable(seed, planned + index + 1, bulkTable(index)),
      ),
    ]),
    fields: {
      ...joinLists(plannedFields, bulk),
      ofTable: (tableId) => {
        if (tableId <= planned) {
          return [...plannedFields].filter((field) => field.table_id === tableId);
        }
        const first = (tableId - planned - 1) * BULK_COLUMNS.length;
        return tableId > planned + more
          ? []
          : BULK_COLUMNS.map((_, position) => bulk.at(first + position));
      },
    },
  };
}

interface PlannedColumn {
  readonly table: TablePlan;
  readonly tableId: number;
  readonly position: number;
  readonly text: string;
}
