import type { Field } from "../fields.ts";
import type { LazyList } from "../lazy-list.ts";
import type { Random } from "../random.ts";
import type { Table } from "../tables.ts";
import type { Clause, LegacyInnerQuery, LegacyJoin, Question } from "./question.ts";
import { columnOfAggregation, columnOfField, type ResultColumn } from "./result-columns.ts";
import type { Subject } from "./subjects.ts";

/** What a structured question may refer to. */
export interface StructuredOptions {
  readonly random: Random;
  readonly subject: Subject;
  readonly tables: LazyList<Table>;
  readonly fields: LazyList<Field>;
  /** Ask this card, which shows the subject's columns, instead of the table. */
  readonly sourceCardId?: number;
  /** Show this metric, which is about the subject's table. */
  readonly metricId?: number;
  /** `rows` lists, `summary` aggregates, `number` is one aggregated figure. */
  readonly kind: "rows" | "summary" | "number";
}

const UNITS = ["day", "week", "month", "quarter", "year"] as const;
const PICTURES = ["bar", "line", "area", "pie", "table", "row", "combo", "pivot", "map"] as const;

const reference = (field: Field, options: Readonly<Record<string, unknown>> = {}): Clause => [
  "field",
  field.id,
  { "base-type": field.base_type, ...options },
];

interface Part {
  readonly clause: Clause;
  readonly words: string;
  readonly column: ResultColumn;
}

function chooseAggregation({ random, subject, metricId }: StructuredOptions): Part {
  if (metricId !== undefined) {
    return {
      clause: ["metric", metricId],
      words: "Our metric",
      column: columnOfAggregation("sum", "Metric", 0),
    };
  }
  const [measure] = subject.measures.length > 0 ? [random.pick(subject.measures)] : [];
  if (measure === undefined || random.chance(0.4)) {
    return { clause: ["count"], words: "Count", column: columnOfAggregation("count", "Count", 0) };
  }
  const name = random.pick(["sum", "avg", "max"]);
  const words = `${{ sum: "Sum", avg: "Average", max: "Max" }[name]} of ${measure.display_name}`;
  return { clause: [name, reference(measure)], words, column: columnOfAggregation(name, words, 0) };
}

function chooseBreakout({ random, subject }: StructuredOptions): Part | undefined {
  const { instants, categories } = subject;
  if (instants.length > 0 && random.chance(0.6)) {
    const field = random.pick(instants);
    const unit = random.pick(UNITS);
    return {
      clause: reference(field, { "temporal-unit": unit }),
      words: `by ${unit} of ${field.display_name.toLowerCase()}`,
      column: columnOfField(field, { "temporal-unit": unit }),
    };
  }
  if (categories.length === 0) return undefined;
  const field = random.pick(categories);
  return {
    clause: reference(field),
    words: `by ${field.display_name.toLowerCase()}`,
    column: columnOfField(field),
  };
}

function chooseFilter({
  random,
  subject,
}: StructuredOptions): { clause: Clause; words: string } | undefined {
  const { instants, categories, measures } = subject;
  const filters: { clause: Clause; words: string }[] = [];
  if (instants.length > 0 && random.chance(0.35)) {
    const count = random.pick([-7, -30, -90]);
    const clause: Clause = ["time-interval", reference(random.pick(instants)), count, "day"];
    filters.push({ clause, words: `last ${-count} days` });
  }
  if (categories.length > 0 && random.chance(0.35)) {
    const value = random.pick([
      "paid",
      "cancelled",
      "Österreich",
      "it's complicated",
      "東京",
      "web",
    ]);
    filters.push({ clause: ["=", reference(random.pick(categories)), value], words: value });
  }
  if (measures.length > 0 && random.chance(0.2)) {
    const least = random.between(1, 500);
    filters.push({
      clause: [">", reference(random.pick(measures)), least],
      words: `over ${least}`,
    });
  }
  const [first, ...others] = filters;
  if (first === undefined || others.length === 0) return first;
  return {
    clause: ["and", ...filters.map((filter) => filter.clause)],
    words: filters.map((filter) => filter.words).join(", "),
  };
}

function chooseJoin(
  options: StructuredOptions,
): { join: LegacyJoin; columns: readonly ResultColumn[] } | undefined {
  const { random, subject, fields, tables } = options;
  if (subject.foreignKeys.length === 0 || options.sourceCardId !== undefined || !random.chance(0.3))
    return undefined;
  const key = random.pick(subject.foreignKeys);
  const target = fields.byId(key.fk_target_field_id ?? 0);
  const table = tables.byId(target?.table_id ?? 0);
  if (target === undefined || table === undefined) return undefined;
  const alias = table.display_name;
  return {
    join: {
      alias,
      fields: "all",
      ...(random.chance(0.3) ? { strategy: "inner-join" } : {}),
      "source-table": table.id,
      condition: ["=", reference(key), reference(target, { "join-alias": alias })],
    },
    // Titles may be alike; names are made unique.
    columns: [{ ...columnOfField(target, { "join-alias": alias }), name: `${target.name}_2` }],
  };
}

/** Invents a structured question about a subject. */
export function createStructuredQuestion(options: StructuredOptions): Question {
  const { random, subject, kind, sourceCardId } = options;
  const filter = chooseFilter(options);
  const join = chooseJoin(options);
  const aggregation = kind === "rows" ? undefined : chooseAggregation(options);
  const breakout = kind === "summary" ? chooseBreakout(options) : undefined;
  const [firstField] = subject.fields;
  const sorted = kind === "rows" && firstField !== undefined && random.chance(0.3);
  const query: LegacyInnerQuery = {
    "source-table": sourceCardId === undefined ? subject.table.id : `card__${sourceCardId}`,
    ...(join === undefined ? {} : { joins: [join.join] }),
    ...(filter === undefined ? {} : { filter: filter.clause }),
    ...(aggregation === undefined ? {} : { aggregation: [aggregation.clause] }),
    ...(breakout === undefined ? {} : { breakout: [breakout.clause] }),
    ...(sorted
      ? { "order-by": [["desc", reference(firstField)]], limit: random.pick([10, 100, 2000]) }
      : {}),
  };
  const columns =
    aggregation === undefined
      ? join === undefined
        ? subject.columns
        : [...subject.columns, ...join.columns]
      : [...(breakout === undefined ? [] : [breakout.column]), aggregation.column];
  const words = [
    aggregation === undefined
      ? subject.table.display_name
      : `${aggregation.words}, ${subject.table.display_name}`,
    breakout?.words,
    filter === undefined ? undefined : `(${filter.words})`,
  ];
  return {
    name: words.filter((word) => word !== undefined).join(" "),
    display:
      breakout === undefined
        ? aggregation === undefined
          ? "table"
          : "scalar"
        : random.pick(PICTURES),
    query: { database: subject.table.db_id, type: "query", query },
    table_id: subject.table.id,
    source_card_id: sourceCardId ?? null,
    columns,
    parameters: [],
    visualization_settings:
      breakout === undefined
        ? { "table.pivot_column": columns[0]?.name, "table.cell_column": columns.at(-1)?.name }
        : {
            "graph.dimensions": [breakout.column.name],
            "graph.metrics": [aggregation?.column.name],
            column_settings: {
              [JSON.stringify(["name", breakout.column.name])]: { date_abbreviate: true },
            },
          },
  };
}
