import type { JsonSchema } from "@singer-metabase/singer-protocol";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import { DELETED_AT, METADATA_COLUMNS } from "../table/metadata-columns.ts";
import type { FindColumnType } from "../types/column-types.ts";
import { planColumn } from "./fast-column.ts";
import { FastPath, type PlannedColumn } from "./fast-path.ts";
import { isAnnotation } from "./property-rules.ts";
import { findStorage } from "./storage.ts";

/** What decides whether a stream gets a fast path, and which. */
export interface FastPathFacts {
  /** The stream's schema; undefined when records are not validated. */
  readonly schema: JsonSchema | undefined;
  readonly own: readonly ColumnDefinition[];
  readonly metadata: readonly ColumnDefinition[];
  /** Identifiers of the key's columns. */
  readonly keys: readonly string[];
  readonly findColumnType: FindColumnType;
}

/** Makes the fast path of a stream whose records name their members in some order. */
export type CreateFastPath = (members: readonly string[]) => FastPath;

/** Keywords of a stream's schema that the fast path knows, or that are of no effect by themselves. */
const ROOT_KEYWORDS: ReadonlySet<string> = new Set([
  "properties",
  "required",
  "additionalProperties",
  "$schema",
  "$id",
  "id",
  "definitions",
  "$defs",
]);

/** Plans the fast path of a stream; undefined when there is anything in it that only the slow path knows. */
export function planFastPath(facts: FastPathFacts): CreateFastPath | undefined {
  const { schema, own, metadata, keys, findColumnType } = facts;
  const deletedAt = metadata.filter(({ identifier }) => identifier === DELETED_AT);
  const definitions = [...own, ...deletedAt];
  const columns = definitions.flatMap((definition): PlannedColumn[] => {
    const plan = planColumn(definition, { schema, keys });
    return plan === undefined ? [] : [{ definition, plan }];
  });
  const isPossible =
    columns.length === definitions.length &&
    (schema === undefined || isPlainRoot(schema, definitions)) &&
    metadata.every(hasUsualType) &&
    columns.every(
      ({ definition, plan }) =>
        plan.keyIndex === -1 ||
        findColumnType(definition.sql, definition.contentEncoding).canonical !== undefined,
    );
  if (!isPossible) return undefined;

  return function createFastPath(members) {
    const places = new Map(members.map((member, place) => [member, place]));
    const placeOf = ({ definition }: PlannedColumn): number =>
      places.get(definition.property) ?? members.length;
    return new FastPath({
      columns: columns.toSorted((one, other) => placeOf(one) - placeOf(other)),
      metadata,
      findColumnType,
    });
  };
}

/** Whether nothing is said of records as a whole, but which members they must have. */
function isPlainRoot(schema: JsonSchema, columns: readonly ColumnDefinition[]): boolean {
  const { type = "object", required = [], additionalProperties = true } = schema;
  const properties = new Set(columns.map(({ property }) => property));
  return (
    [type].flat().includes("object") &&
    typeof additionalProperties === "boolean" &&
    Array.isArray(required) &&
    required.every((property) => properties.has(property)) &&
    Object.keys(schema).every((keyword) => ROOT_KEYWORDS.has(keyword) || isAnnotation(keyword))
  );
}

function hasUsualType({ property, sql }: ColumnDefinition): boolean {
  const column = METADATA_COLUMNS.find(({ name }) => name === property);
  const storage = findStorage(sql)?.storage;
  return storage === (column?.type === "instant" ? "timestamp" : "int8");
}
