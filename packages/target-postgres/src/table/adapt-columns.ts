import { TableChangeError } from "../errors.ts";
import type { Connection } from "../postgres.ts";
import { quoteRelation, type Relation } from "../sql/identifier.ts";
import { type ExistingColumn, readIsLarger } from "../sql/read-table.ts";
import { addColumn, type ColumnDefinition, commentColumn } from "../sql/table-definition.ts";
import type { TableEvolution } from "./ensure-table.ts";
import { tellRefusal } from "./in-savepoint.ts";
import { type PlacedColumn, placeColumns } from "./place-columns.ts";
import type { TablePlan } from "./plan-table.ts";
import { variantNames } from "./variant-name.ts";
import { widenInPlace } from "./widen-in-place.ts";

/**
 * Makes an existing table's columns hold what a stream sends, and gives the plan with the names and
 * types that they have then.
 *
 * @throws {TableChangeError} for a change that the settings forbid, or that a key's column cannot make.
 */
export async function adaptColumns(
  connection: Connection,
  plan: TablePlan,
  existing: readonly ExistingColumn[],
  evolution: TableEvolution,
): Promise<TablePlan> {
  const { relation, metadata, keys } = plan;
  const placed = placeColumns(plan, existing, evolution);
  refuseChanges(relation, placed);
  const stuck = await widenColumns(connection, relation, placed, evolution);
  const columns = settleColumns(placed, stuck, existing);
  await addColumns(connection, relation, [...columns, ...metadata], existing, evolution);

  const types = new Map(existing.map(({ identifier, sql }) => [identifier, sql]));
  return {
    ...plan,
    own: [...columns, ...(keys.length > 0 ? leftColumns(placed, columns) : [])],
    metadata: metadata.map((column) => ({
      ...column,
      sql: types.get(column.identifier) ?? column.sql,
    })),
    keys: keys.map((key) => {
      const index = plan.own.findIndex(({ identifier }) => identifier === key);
      return columns[index]?.identifier ?? key;
    }),
  };
}

function refuseChanges(relation: Relation, placed: readonly PlacedColumn[]): void {
  const refused = placed.find(({ placement }) => placement.step === "refuse");
  if (refused === undefined) return;
  const { planned, columns } = refused;
  throw new TableChangeError(
    `column "${columns[0]?.identifier}" of ${quoteRelation(relation)} is ${columns[0]?.sql}, and ${planned.sql} comes now; set on_type_change to widen or variant, or change the column's type`,
  );
}

/**
 * Widens what can be widened.
 *
 * @returns the columns that must stay as they are.
 */
async function widenColumns(
  connection: Connection,
  relation: Relation,
  placed: readonly PlacedColumn[],
  { maxRewriteRows, logger }: TableEvolution,
): Promise<ReadonlySet<PlacedColumn>> {
  const table = quoteRelation(relation);
  const wide = placed.flatMap((each) => {
    const { placement, columns } = each;
    if (placement.step !== "widen") return [];
    const { column, widening } = placement;
    return [{ each, ...widening, identifier: column.identifier, from: columns[0]?.sql }];
  });
  if (wide.length === 0) return new Set();
  const [size] = await connection.query<{ larger: boolean }>(
    readIsLarger(relation, maxRewriteRows),
  );
  const isTooLarge = size?.larger === true;
  const mayRewrite = wide.filter(({ each, rewrites }) => each.isKey || !rewrites || !isTooLarge);
  const refusals = await widenInPlace(connection, relation, mayRewrite);
  const stuck = new Set<PlacedColumn>();
  for (const column of wide) {
    const { each, identifier, from, sql } = column;
    const refusal = refusals.get(identifier);
    if (refusal !== undefined && each.isKey) {
      throw new TableChangeError(
        `key column "${identifier}" of ${table} is ${from} and must become ${sql}: ${tellRefusal(refusal)}; drop what hangs on it, run again, and create it anew`,
      );
    }
    if (refusal === undefined && mayRewrite.includes(column)) {
      logger.info(`widened column "${identifier}" of ${table}: ${from} to ${sql}`);
      continue;
    }
    stuck.add(each);
    const reason = refusal ? tellRefusal(refusal) : `more than ${maxRewriteRows} rows`;
    logger.warn(`column "${identifier}" of ${table} stays ${from}: ${reason}`);
  }
  return stuck;
}

/** The column of each property, among them the further ones that some get. */
function settleColumns(
  placed: readonly PlacedColumn[],
  stuck: ReadonlySet<PlacedColumn>,
  existing: readonly ExistingColumn[],
): readonly ColumnDefinition[] {
  const taken = new Set([
    ...existing.map(({ identifier }) => identifier),
    ...placed.map(({ planned }) => planned.identifier),
  ]);
  return placed.map((each) => {
    const { placement, planned } = each;
    if (!stuck.has(each) && "column" in placement) return placement.column;
    const names = variantNames(planned.identifier, planned.sql);
    const identifier = names.find((name) => !taken.has(name)) ?? (names.at(-1) as string);
    taken.add(identifier);
    return { ...planned, identifier };
  });
}

/**
 * The columns that properties have left: they become NULL in rows that come again. No property has
 * such a name, so that no record gives them a value.
 */
function leftColumns(
  placed: readonly PlacedColumn[],
  columns: readonly ColumnDefinition[],
): ColumnDefinition[] {
  return placed.flatMap((each, index) =>
    each.columns
      .filter(({ identifier }) => identifier !== columns[index]?.identifier)
      .map(({ identifier, sql }) => ({ property: `\0${identifier}`, identifier, sql })),
  );
}

async function addColumns(
  connection: Connection,
  relation: Relation,
  columns: readonly ColumnDefinition[],
  existing: readonly ExistingColumn[],
  { logger }: TableEvolution,
): Promise<void> {
  const comments = new Map(existing.map(({ identifier, comment }) => [identifier, comment]));
  const missing = columns.filter(({ identifier }) => !comments.has(identifier));
  const unnamed = columns.filter(({ identifier }) => comments.get(identifier) === null);
  const statements = [
    ...missing.flatMap((column) => addColumn(relation, column)),
    ...unnamed.flatMap((column) => commentColumn(relation, column)),
  ];
  if (statements.length > 0) await connection.query(statements.join(";\n"));
  for (const { identifier, sql } of missing) {
    logger.info(`added column "${identifier}" ${sql} to ${quoteRelation(relation)}`);
  }
}
