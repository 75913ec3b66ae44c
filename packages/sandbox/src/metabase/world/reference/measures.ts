import { type LazyList, listOf } from "../lazy-list.ts";
import type { Clause } from "../questions/question.ts";
import { createSubjects } from "../questions/subjects.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { ReferenceOptions } from "./reference.ts";

/** A named aggregation of a table (server version 0.59 on). */
export interface Measure extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly table_id: number;
  readonly database_id: number;
  readonly aggregation: Clause;
  readonly definition_description: string;
  readonly result_column_name: string;
  readonly creator_id: number;
}

/** One measure for each table that has something to add up. */
export function createMeasures({ seed, tables, fields }: ReferenceOptions): LazyList<Measure> {
  const subjects = createSubjects(tables, fields).filter(({ measures }) => measures.length > 0);
  return listOf(
    subjects.flatMap(({ table, measures: [field] }, index): Measure[] => {
      if (field === undefined) return [];
      return [
        {
          ...createStamp(seed, "measure", index + 1),
          name: `Total ${field.display_name.toLowerCase()} of ${table.display_name}`,
          description: index % 3 === 0 ? "Σ, wie in der GuV" : null,
          archived: false,
          table_id: table.id,
          database_id: table.db_id,
          aggregation: ["sum", ["field", field.id, { "base-type": field.base_type }]],
          definition_description: `Sum of ${field.display_name}`,
          result_column_name: "sum",
          creator_id: 2,
        },
      ];
    }),
  );
}
