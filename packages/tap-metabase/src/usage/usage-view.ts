import { IncompleteReadError } from "../errors.ts";
import { exportLimits } from "../question-results/export-limits.ts";
import { type ResultColumn, resultColumns } from "../question-results/result-column.ts";
import { membersOf, type ServerObject } from "../records/server-object.ts";
import type { RunFacts } from "../source.ts";

/** The database that Metabase keeps its usage analytics in (Pro and Enterprise). */
export const USAGE_DATABASE_ID = 13371337;

/** A view of usage analytics, as this server has it. */
export interface UsageView {
  readonly tableId: number;
  readonly columns: readonly ResultColumn[];
  /** The numbers of rows at which an answer may be cut short. */
  readonly exportLimits: ReadonlySet<number>;
  /** @throws {IncompleteReadError} when the view has no such column */
  fieldId(name: string): number;
}

/** The views of usage analytics that a server has, by name. */
export type UsageViews = ReadonlyMap<string, UsageView>;

/** @throws {IncompleteReadError} when there is no such view */
export function findUsageView(views: UsageViews, name: string): UsageView {
  const view = views.get(name);
  if (view === undefined)
    throw new IncompleteReadError(`usage analytics have no view ${name} here`);
  return view;
}

/**
 * Asks which views there are.
 *
 * @throws {NotAvailableError} where there are no usage analytics
 */
export async function readUsageViews({ client }: Pick<RunFacts, "client">): Promise<UsageViews> {
  const { tables } = await client.getObject(`/api/database/${USAGE_DATABASE_ID}/metadata`);
  const limits = await exportLimits(client);
  return new Map(
    membersOf(tables).map((table) => [String(table["name"]).toLowerCase(), toView(table, limits)]),
  );
}

function toView({ id, name: view, fields }: ServerObject, limits: ReadonlySet<number>): UsageView {
  const ids = new Map(membersOf(fields).map((field) => [field["name"], Number(field["id"])]));
  return {
    tableId: Number(id),
    columns: resultColumns(fields),
    exportLimits: limits,
    fieldId(name) {
      const fieldId = ids.get(name);
      if (fieldId !== undefined) return fieldId;
      throw new IncompleteReadError(`the view ${view} has no column ${name}`);
    },
  };
}
