import type { Field, Fields } from "../fields.ts";
import type { LazyList } from "../lazy-list.ts";
import { TABLE_PLANS } from "../table-plans/table-plans.ts";
import type { Table } from "../tables.ts";
import { columnOfField, type ResultColumn } from "./result-columns.ts";

/** A table that people ask about, with the columns that make sense in a question. */
export interface Subject {
  readonly table: Table;
  /** Visible columns. */
  readonly fields: readonly Field[];
  /** What a question that lists them all returns. */
  readonly columns: readonly ResultColumn[];
  readonly key: Field;
  /** Columns to sum and average. */
  readonly measures: readonly Field[];
  /** Columns to group and filter by. */
  readonly categories: readonly Field[];
  readonly instants: readonly Field[];
  readonly foreignKeys: readonly Field[];
}

const MEASURES = /Income|Price|Discount|Quantity|Score|Percentage/;
const INSTANTS = /^type\/Date/;

/** The tables that have enough columns to be asked about, of the planned ones. */
export function createSubjects(
  tables: LazyList<Table>,
  fields: Fields,
): readonly [Subject, ...Subject[]] {
  const subjects = TABLE_PLANS.map((_, index) => tables.at(index))
    .filter((table) => table.active && table.visibility_type !== "hidden")
    .flatMap((table): Subject[] => {
      const own = fields
        .ofTable(table.id)
        .filter((field) => field.active && field.visibility_type === "normal");
      const key = own.find((field) => field.semantic_type === "type/PK");
      if (key === undefined) return [];
      return [
        {
          table,
          fields: own,
          columns: Object.freeze(own.map((field) => Object.freeze(columnOfField(field)))),
          key,
          measures: own.filter((field) => MEASURES.test(field.semantic_type ?? "")),
          categories: own.filter((field) => field.semantic_type === "type/Category"),
          instants: own.filter((field) => INSTANTS.test(field.base_type)),
          foreignKeys: own.filter((field) => field.fk_target_field_id !== null),
        },
      ];
    });
  const [first, ...rest] = subjects;
  if (first === undefined) throw new RangeError("no table can be asked about");
  return [first, ...rest];
}
