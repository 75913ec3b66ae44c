import type { Field } from "../fields.ts";
import { columnOfAggregation, columnOfField } from "../questions/result-columns.ts";
import type { QuestionResult } from "../results/results.ts";
import type { World } from "../world.ts";
import { createFilter, fieldNameIn, instantOrValue } from "./usage-filter.ts";
import { type UsageRow, usageViews } from "./usage-views.ts";

/** The part of MBQL 4 that the views understand; https://www.metabase.com/docs/latest/api/dataset */
export interface UsageQuery {
  readonly "source-table": number;
  readonly fields?: readonly unknown[];
  readonly filter?: unknown;
  readonly aggregation?: readonly unknown[];
  readonly "order-by"?: readonly unknown[];
  readonly limit?: number;
  /** Counted from 1. */
  readonly page?: { readonly page: number; readonly items: number };
}

/** Answers a query on one of the views. @throws {RangeError} for what it does not understand */
export function askUsage(world: World, query: UsageQuery): QuestionResult {
  const table = world.tables.byId(query["source-table"]);
  const view = usageViews[table?.name ?? ""];
  if (table === undefined || view === undefined) {
    throw new RangeError("Audit queries are only allowed on audit views");
  }
  const fields = world.fields.ofTable(table.id);
  const nameOf = (clause: unknown): string => fieldNameIn(clause, fields);
  const matches = createFilter(query.filter, nameOf);
  const found = [...view(world)].filter(matches);
  if (query.aggregation !== undefined) return countOf(query.aggregation, found);

  const rows = window(sorted(found, query["order-by"] ?? [], nameOf), query);
  const wanted = query.fields?.map(nameOf) ?? fields.map(({ name }) => name);
  return {
    columns: wanted.map((name) => columnOfField(fieldNamed(fields, name))),
    rowCount: rows.length,
    *rows(limit) {
      for (const row of rows.slice(0, limit)) yield wanted.map((name) => row[name] ?? null);
    },
  };
}

function fieldNamed(fields: readonly Field[], name: string): Field {
  const field = fields.find((each) => each.name === name);
  if (field === undefined) throw new RangeError(`no field ${name}`);
  return field;
}

function countOf(aggregation: readonly unknown[], rows: readonly UsageRow[]): QuestionResult {
  if (JSON.stringify(aggregation) !== '[["count"]]') {
    throw new RangeError("the sample server counts, and adds nothing up");
  }
  return {
    columns: [columnOfAggregation("count", "Count", 0)],
    rowCount: 1,
    rows: () => [[rows.length]],
  };
}

/** Sorts by several clauses, `["asc", ["field", …]]`; rows that are alike keep their order. */
function sorted(
  rows: readonly UsageRow[],
  clauses: readonly unknown[],
  nameOf: (clause: unknown) => string,
): readonly UsageRow[] {
  const order = clauses.map((clause) => {
    const [direction, field] = clause as readonly [string, unknown];
    return { name: nameOf(field), sign: direction === "desc" ? -1 : 1 };
  });
  return rows.toSorted((one, other) => {
    for (const { name, sign } of order) {
      const [a, b] = [instantOrValue(one[name]), instantOrValue(other[name])];
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  });
}

function window(rows: readonly UsageRow[], { page, limit }: UsageQuery): readonly UsageRow[] {
  const limited = rows.slice(0, limit);
  return page === undefined
    ? limited
    : limited.slice((page.page - 1) * page.items, page.page * page.items);
}
