import type { ServerObject } from "../records/server-object.ts";
import type { LevelScale } from "./level-scale.ts";
import {
  absentRights,
  type Rights,
  type RightsForm,
  type SchemaRights,
  toTableLevels,
} from "./rights.ts";

/** The tables of every database, by schema: what "all of them" means. */
export class KnownTables {
  readonly #byDatabase = new Map<number, Map<string, number[]>>();

  /** Takes one table; what has gone from its database no right is about. */
  add({ id, db_id, schema, active }: ServerObject): void {
    if (typeof id !== "number" || typeof db_id !== "number" || active === false) return;
    const schemas = this.#byDatabase.get(db_id) ?? new Map<string, number[]>();
    this.#byDatabase.set(db_id, schemas);
    const name = typeof schema === "string" ? schema : "";
    const ids = schemas.get(name) ?? [];
    schemas.set(name, ids);
    ids.push(id);
  }

  get databaseIds(): Iterable<number> {
    return this.#byDatabase.keys();
  }

  /** The ids of a database's tables, by schema. */
  schemasOf(databaseId: number): ReadonlyMap<string, readonly number[]> {
    return this.#byDatabase.get(databaseId) ?? new Map();
  }
}

/**
 * Says the same in fewer words: where every known table of a schema may be used somehow, the level
 * of most becomes the schema's and only the others are named; likewise for the schemas of a
 * database. One sandboxed table makes a server name all others beside it.
 *
 * A part that may not be used at all, or not whatever the person's other groups are, keeps its
 * surroundings from being summed up. So within what is named coarsely nothing is forbidden.
 */
export function summedUp(
  rights: Rights,
  known: ReadonlyMap<string, readonly number[]>,
  form: RightsForm,
): Rights {
  if (rights.schemas.size === 0) return rights;
  const absent = absentRights(form).level;
  const schemas = new Map(
    [...rights.schemas].map(([name, schema]) => [
      name,
      summedUpSchema(schema, known.get(name) ?? [], absent, form.scale),
    ]),
  );
  const levels = [...known].flatMap(([name, ids]) => {
    const level = schemas.get(name)?.level ?? absent;
    return ids.map(() => level);
  });
  const level = mostCommon(levels, form.scale) ?? rights.level;
  return {
    level,
    schemas: new Map(
      [...schemas].filter(([, schema]) => schema.level !== level || schema.tables.ids.length > 0),
    ),
  };
}

function summedUpSchema(
  schema: SchemaRights,
  known: readonly number[],
  absent: number,
  scale: LevelScale,
): SchemaRights {
  if (schema.tables.ids.length === 0) return schema;
  const named = new Map(
    Array.from(schema.tables.ids, (id, index) => [id, schema.tables.levels[index] ?? absent]),
  );
  const levels = known.map((id) => named.get(id) ?? absent);
  const level = mostCommon(levels, scale) ?? schema.level;
  return { level, tables: toTableLevels([...named].filter(([, own]) => own !== level)) };
}

/** The level that most have; undefined where one of them may come to nothing. */
function mostCommon(levels: readonly number[], scale: LevelScale): number | undefined {
  const counts = new Map<number, number>();
  for (const level of levels) counts.set(level, (counts.get(level) ?? 0) + 1);
  if (counts.has(scale.least) || (counts.has(scale.overruled) && counts.size > 1)) return undefined;
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0];
}
