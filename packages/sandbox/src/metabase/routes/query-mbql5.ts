import { randomUUID } from "node:crypto";
import type {
  Clause,
  LegacyInnerQuery,
  LegacyJoin,
  LegacyQuery,
  TemplateTag,
} from "../world/questions/question.ts";

/** Options of a clause: an identity that the server makes anew each time it converts, then what the clause knows. */
const options = (known: object = {}): object => ({ "lib/uuid": randomUUID(), ...known });

/** `["field", 12, {"base-type": …}]` to `["field", {"lib/uuid": …, "base-type": …}, 12]`, at any depth. */
function convertClause(clause: Clause): readonly unknown[] {
  const [name, ...rest] = clause;
  if (name === "field") {
    const [id, known] = rest;
    return ["field", options((known ?? {}) as object), id];
  }
  return [name, options(), ...rest.map((part) => (isClause(part) ? convertClause(part) : part))];
}

function isClause(value: unknown): value is Clause {
  return Array.isArray(value) && typeof value[0] === "string";
}

function convertSource(source: number | string): object {
  return typeof source === "string"
    ? { "source-card": Number(source.replace("card__", "")) }
    : { "source-table": source };
}

function convertJoin(join: LegacyJoin): object {
  const { condition, "source-table": table, ...rest } = join;
  return Object.assign(rest, {
    conditions: [convertClause(condition)],
    "lib/type": "mbql/join",
    stages: [{ "lib/type": "mbql.stage/mbql", "source-table": table }],
    "lib/options": options(),
  });
}

/** MBQL 5 has a list of filters where MBQL 4 joins them with `and`. */
function convertFilters(filter: Clause): readonly unknown[] {
  const [name, ...parts] = filter;
  return (name === "and" ? (parts as readonly Clause[]) : [filter]).map(convertClause);
}

function convertInnerQuery(query: LegacyInnerQuery): object {
  return {
    "lib/type": "mbql.stage/mbql",
    ...convertSource(query["source-table"]),
    ...(query.joins && { joins: query.joins.map(convertJoin) }),
    ...(query.filter && { filters: convertFilters(query.filter) }),
    ...(query.aggregation && { aggregation: query.aggregation.map(convertClause) }),
    ...(query.breakout && { breakout: query.breakout.map(convertClause) }),
    ...(query["order-by"] && { "order-by": query["order-by"].map(convertClause) }),
    ...(query.limit !== undefined && { limit: query.limit }),
  };
}

function convertTag(tag: TemplateTag): object {
  return tag.dimension === undefined ? tag : { ...tag, dimension: convertClause(tag.dimension) };
}

/**
 * A query in the language that answers are written in from version 0.57 on (MBQL 5). Its `lib/uuid`s differ at every
 * read, as they do on a real server for queries that were saved in the older language.
 */
export function toMbql5(query: LegacyQuery): object {
  return {
    "lib/type": "mbql/query",
    stages: [query.type === "query" ? convertInnerQuery(query.query) : nativeStage(query.native)],
    database: query.database,
    "lib.convert/converted?": true,
  };
}

function nativeStage(native: Extract<LegacyQuery, { readonly type: "native" }>["native"]): object {
  const { query, "template-tags": tags, ...rest } = native;
  const hasTags = Object.keys(tags).length > 0;
  return {
    "lib/type": "mbql.stage/native",
    native: query,
    ...rest,
    ...(hasTags && {
      "template-tags": Object.fromEntries(
        Object.entries(tags).map(([name, tag]) => [name, convertTag(tag)]),
      ),
    }),
  };
}
