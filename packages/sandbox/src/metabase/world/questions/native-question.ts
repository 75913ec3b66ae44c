import { slugOf } from "../collections.ts";
import type { Field } from "../fields.ts";
import { uuid } from "../identity.ts";
import type { LazyList } from "../lazy-list.ts";
import { createRandom, type Random } from "../random.ts";
import type { Snippet } from "../snippets.ts";
import type { Table } from "../tables.ts";
import type { CardParameter, Clause, Question, TemplateTag } from "./question.ts";
import { columnOfSql } from "./result-columns.ts";
import { dialectOf } from "./sql-dialect.ts";
import type { Subject } from "./subjects.ts";

/** What a native question may refer to. */
export interface NativeOptions {
  readonly seed: number;
  readonly id: number;
  readonly random: Random;
  readonly subject: Subject;
  readonly snippets: LazyList<Snippet>;
  readonly tables: LazyList<Table>;
  readonly fields: LazyList<Field>;
  /** A card whose result the query reads, by id and name. */
  readonly sourceCard?: { readonly id: number; readonly name: string };
}

const WIDGETS = { text: "category", number: "number/=", date: "date/single" } as const;

function parameterOf(tag: TemplateTag): CardParameter[] {
  if (tag.type === "snippet" || tag.type === "card") return [];
  const target: Clause =
    tag.type === "dimension"
      ? ["dimension", ["template-tag", tag.name]]
      : ["variable", ["template-tag", tag.name]];
  return [
    {
      id: tag.id,
      name: tag["display-name"],
      slug: tag.name,
      type: tag.type === "dimension" ? (tag["widget-type"] ?? "category") : WIDGETS[tag.type],
      target,
      ...(tag.default === undefined ? {} : { default: tag.default }),
    },
  ];
}

/** The placeholders of one question, chosen by chance, with the SQL that each stands in. */
function choosePlaceholders(
  options: NativeOptions,
): { readonly tag: TemplateTag; readonly sql: string }[] {
  const { seed, id, random, subject, snippets } = options;
  const tag = (
    name: string,
    rest: Omit<TemplateTag, "id" | "name" | "display-name">,
  ): TemplateTag => ({
    id: uuid(seed, "tag", id, name),
    name,
    "display-name": name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll("_", " "),
    ...rest,
  });
  const { quote } = dialectOf(subject.table);
  const placeholders: { tag: TemplateTag; sql: string }[] = [];
  const [instant] = subject.instants;
  if (instant !== undefined && random.chance(0.4)) {
    const dimension: Clause = ["field", instant.id, null];
    placeholders.push({
      tag: tag("period", {
        type: "dimension",
        dimension,
        "widget-type": "date/all-options",
        default: "past30days",
      }),
      sql: "AND {{period}}",
    });
  }
  const [category] = subject.categories;
  if (category !== undefined && random.chance(0.3)) {
    placeholders.push({
      tag: tag("choice", { type: "text", required: true, default: "web" }),
      sql: `[[AND ${quote(category.name)} = {{choice}}]]`,
    });
  }
  if (random.chance(0.15)) {
    placeholders.push({ tag: tag("least", { type: "number" }), sql: "[[AND 1 >= {{least}}]]" });
  }
  if (random.chance(0.2)) {
    const snippet = snippets.at(random.between(0, snippets.length - 2));
    placeholders.push({
      tag: tag(`snippet: ${snippet.name}`, {
        type: "snippet",
        "snippet-name": snippet.name,
        "snippet-id": snippet.id,
      }),
      sql: `AND {{snippet: ${snippet.name}}}`,
    });
  }
  if (category !== undefined && createRandom(seed, "field filter", id).chance(0.25)) {
    placeholders.push({
      tag: tag("kind", {
        type: "dimension",
        dimension: ["field", category.id, null],
        "widget-type": "string/=",
      }),
      sql: "[[AND {{kind}}]]",
    });
  }
  return placeholders;
}

/** The SQL of a question on a table or, with a placeholder for it, on a card. */
function writeSql(
  options: NativeOptions,
  cardTag: string | undefined,
  conditions: readonly string[],
): { readonly sql: string; readonly measure: Field | undefined } {
  const { random, subject, id } = options;
  const { table } = subject;
  const { quote } = dialectOf(table);
  const more = createRandom(options.seed, "more of native", id);
  const [group] = [...subject.categories, ...subject.instants];
  const comment = random.pick([
    "",
    "-- asked by the board, do not change without telling Amélie\n",
    `/* ticket #${id}: "why does this differ from the invoice list?" */\n`,
    "-- Stand: Jänner; Beträge in €\n",
  ]);
  const join = cardTag === undefined && more.chance(0.4) ? joinOf(options) : undefined;
  const column = (name: string): string =>
    join === undefined ? quote(name) : `${quote(table.name)}.${quote(name)}`;
  const [first] = cardTag === undefined && more.chance(0.5) ? subject.measures : [];
  const sum = first === undefined ? "" : `, sum(${column(first.name)}) AS total`;
  const lines = [
    `${comment}SELECT ${group === undefined ? "1" : column(group.name)} AS ${quote("group")}, count(*) AS n${sum}`,
    cardTag === undefined
      ? `FROM ${dialectOf(table).table(table)}`
      : `FROM {{${cardTag}}} AS source`,
    ...(join === undefined ? [] : [join]),
    "WHERE 1 = 1",
    ...conditions.map((condition) => `  ${condition}`),
    "GROUP BY 1",
    "ORDER BY 2 DESC",
  ];
  return { sql: lines.join("\n"), measure: first };
}

/** The table that the first foreign key points to, joined. */
function joinOf({ subject, tables, fields }: NativeOptions): string | undefined {
  const [key] = subject.foreignKeys;
  const target = fields.byId(key?.fk_target_field_id ?? 0);
  const other = tables.byId(target?.table_id ?? 0);
  if (key === undefined || target === undefined || other === undefined) return undefined;
  const { quote, table } = dialectOf(other);
  const [own, foreign] = [
    `${quote(subject.table.name)}.${quote(key.name)}`,
    `${quote(other.name)}.${quote(target.name)}`,
  ];
  return `LEFT JOIN ${table(other)} ON ${own} = ${foreign}`;
}

const TITLES = [
  "for the board",
  "as invoiced",
  "– Stand heute",
  "per Excel request",
  "(do not touch!)",
  "v2 final",
];

/** Invents a question in SQL; on MongoDB, an aggregation pipeline. */
export function createNativeQuestion(options: NativeOptions): Question {
  const { seed, id, random, subject, sourceCard } = options;
  const { table } = subject;
  const isMongo = subject.key.base_type === "type/MongoBSONID";
  const placeholders = isMongo ? [] : choosePlaceholders(options);
  const cardTag =
    sourceCard === undefined
      ? undefined
      : `#${sourceCard.id}-${slugOf(sourceCard.name).replaceAll("_", "-").slice(0, 40)}`;
  const tags = placeholders.map((placeholder) => placeholder.tag);
  if (cardTag !== undefined && sourceCard !== undefined && !isMongo) {
    tags.push({
      id: uuid(seed, "tag", id, cardTag),
      name: cardTag,
      "display-name": cardTag,
      type: "card",
      "card-id": sourceCard.id,
    });
  }
  const { sql, measure } = writeSql(
    options,
    cardTag,
    placeholders.map((placeholder) => placeholder.sql),
  );
  const native = {
    query: isMongo
      ? '[{"$group": {"_id": "$country", "n": {"$sum": 1}}}, {"$sort": {"n": -1}}]'
      : sql,
    "template-tags": Object.fromEntries(tags.map((tag) => [tag.name, tag])),
    ...(isMongo ? { collection: table.name } : {}),
  };
  return {
    name: `${table.display_name} ${random.pick(TITLES)}`,
    display: random.pick(["table", "table", "bar", "scalar", "line", "progress", "gauge"]),
    query: { database: table.db_id, type: "native", native },
    table_id: null,
    source_card_id: null,
    columns: [
      columnOfSql({ seed, id, name: "group", baseType: "type/Text" }),
      columnOfSql({ seed, id, name: "n", baseType: "type/BigInteger" }),
      ...(measure === undefined || isMongo
        ? []
        : [columnOfSql({ seed, id, name: "total", baseType: "type/Decimal" })]),
    ],
    parameters: tags.flatMap(parameterOf),
    visualization_settings: { "table.pivot_column": "group", "table.cell_column": "n" },
  };
}
