import { entriesOf, isServerObject } from "../records/server-object.ts";
import type { LevelScale } from "./level-scale.ts";

/** One permission of one group on one database: levels as numbers of a {@link LevelScale}. */
export interface Rights {
  /** Holds for every schema that is not named. */
  readonly level: number;
  readonly schemas: ReadonlyMap<string, SchemaRights>;
}

/** The part of {@link Rights} that is about one schema. */
export interface SchemaRights {
  /** Holds for every table that is not named. */
  readonly level: number;
  readonly tables: TableLevels;
}

/** Levels of single tables, by ascending id; five bytes a table, since there may be very many. */
export interface TableLevels {
  readonly ids: Int32Array;
  readonly levels: Uint8Array;
}

/** How to read one permission out of a graph. */
export interface RightsForm {
  readonly scale: LevelScale;
  /** The name of the level of what a graph leaves out. */
  readonly absent: string;
  /** The name of the level that a leaf of the graph stands for. */
  levelOf(leaf: unknown): string;
}

/** No table is named. */
export const NO_TABLES: TableLevels = { ids: new Int32Array(0), levels: new Uint8Array(0) };

/** The rights of a group whose graph is silent. */
export function absentRights({ scale, absent }: RightsForm): Rights {
  return { level: scale.numberOf(absent), schemas: new Map() };
}

/** Reads a part of a permission graph: a level, or a level or tables for each schema. */
export function toRights(part: unknown, form: RightsForm): Rights {
  const { scale, absent } = form;
  if (!isServerObject(part)) {
    const name = part === undefined ? absent : form.levelOf(part);
    return { level: scale.numberOf(name), schemas: new Map() };
  }
  const schemas = entriesOf(part).map(
    ([schema, value]) => [schema, toSchemaRights(value, form)] as const,
  );
  return { level: scale.numberOf(absent), schemas: new Map(schemas) };
}

function toSchemaRights(part: unknown, form: RightsForm): SchemaRights {
  const { scale, absent } = form;
  if (!isServerObject(part)) {
    return { level: scale.numberOf(form.levelOf(part)), tables: NO_TABLES };
  }
  const tables = entriesOf(part).map(
    ([id, leaf]) => [Number(id), scale.numberOf(form.levelOf(leaf))] as const,
  );
  return { level: scale.numberOf(absent), tables: toTableLevels(tables) };
}

/** Packs levels of tables. */
export function toTableLevels(tables: readonly (readonly [id: number, level: number])[]) {
  const ascending = [...tables].sort(([a], [b]) => a - b);
  return {
    ids: Int32Array.from(ascending, ([id]) => id),
    levels: Uint8Array.from(ascending, ([, level]) => level),
  };
}
