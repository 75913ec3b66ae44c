import { type LazyList, listOf } from "../lazy-list.ts";
import type { Clause } from "../questions/question.ts";
import { createSubjects } from "../questions/subjects.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { ReferenceOptions } from "./reference.ts";

/** A named filter of a table. */
export interface Segment extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly table_id: number;
  readonly database_id: number;
  readonly filter: Clause;
  /** The filter in words. */
  readonly definition_description: string;
  readonly creator_id: number;
  readonly show_in_getting_started: boolean;
  readonly caveats: string | null;
  readonly points_of_interest: string | null;
}

/** One segment for each table that has something to choose by; the last is archived. */
export function createSegments({ seed, tables, fields }: ReferenceOptions): LazyList<Segment> {
  const subjects = createSubjects(tables, fields).filter(({ categories }) => categories.length > 0);
  return listOf(
    subjects.flatMap(({ table, categories: [category] }, index): Segment[] => {
      if (category === undefined) return [];
      return [
        {
          ...createStamp(seed, "segment", index + 1),
          name: `${table.display_name}: web only`,
          description: index % 2 === 0 ? null : `What the "online" team answers for.`,
          archived: index === subjects.length - 1,
          table_id: table.id,
          database_id: table.db_id,
          filter: ["=", ["field", category.id, { "base-type": category.base_type }], "web"],
          definition_description: `Filtered by ${category.display_name} is web`,
          creator_id: 1,
          show_in_getting_started: false,
          caveats: null,
          points_of_interest: null,
        },
      ];
    }),
  );
}
