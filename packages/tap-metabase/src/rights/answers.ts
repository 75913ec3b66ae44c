import type { LevelScale } from "./level-scale.ts";
import { NO_TABLES, type Rights, type SchemaRights } from "./rights.ts";

/** One group with its rights on a database. */
export interface GroupRights {
  /** Undefined for a group that is silent and gives nothing. */
  readonly groupId: number | undefined;
  readonly rights: Rights;
}

/** What somebody may do with a part of a database, where nothing finer says otherwise. */
export interface Answer {
  /** Null for the whole database. */
  readonly schema: string | null;
  /** Null for the whole schema or database. */
  readonly tableId: number | null;
  readonly level: number;
  /** The groups that give this level to the whole of the part. */
  readonly groupIds: readonly number[];
}

/**
 * What somebody in all of these groups may do with one database: an answer for the whole, and finer
 * ones for the parts where it is another. What nobody gives has no answer.
 *
 * A group's finer levels replace its coarser ones; of the groups the strongest counts.
 */
export function* answersOf(
  groups: readonly GroupRights[],
  scale: LevelScale,
): Generator<Answer, void, undefined> {
  const judge = (levels: readonly number[]) => {
    const level = scale.strongest(levels);
    return { level, groupIds: givers(groups, levels, level) };
  };
  const isNews = (answer: Judgement, coarser: Judgement): boolean =>
    answer.level !== scale.least &&
    !(answer.level === coarser.level && containsAll(answer.groupIds, coarser.groupIds));

  const bound = bindingGroups(groups, scale);
  if (bound.length > 0) {
    yield { schema: null, tableId: null, level: scale.binding, groupIds: bound };
    return;
  }
  const whole = judge(groups.map(({ rights }) => rights.level));
  if (whole.level !== scale.least) yield { schema: null, tableId: null, ...whole };
  for (const schema of schemaNames(groups)) {
    const parts = groups.map(
      ({ rights }) => rights.schemas.get(schema) ?? { level: rights.level, tables: NO_TABLES },
    );
    const inSchema = judge(parts.map(({ level }) => level));
    const isOwn = isNews(inSchema, whole);
    if (isOwn) yield { schema, tableId: null, ...inSchema };
    const around = isOwn ? inSchema : whole;
    for (const { tableId, levels } of tablesOf(parts)) {
      const inTable = judge(levels);
      if (isNews(inTable, around)) yield { schema, tableId, ...inTable };
    }
  }
}

type Judgement = Pick<Answer, "level" | "groupIds">;

function givers(
  groups: readonly GroupRights[],
  levels: readonly number[],
  level: number,
): readonly number[] {
  return groups.flatMap(({ groupId }, index) =>
    groupId !== undefined && levels[index] === level ? [groupId] : [],
  );
}

/** The groups whose level binds the whole database; none where another has the most for all of it. */
function bindingGroups(groups: readonly GroupRights[], scale: LevelScale): readonly number[] {
  const having = (level: number) =>
    groups.flatMap(({ groupId, rights }) =>
      groupId !== undefined && rights.level === level && rights.schemas.size === 0 ? [groupId] : [],
    );
  const most = 0;
  return having(most).length > 0 ? [] : having(scale.binding);
}

function containsAll(all: readonly number[], some: readonly number[]): boolean {
  return some.every((one) => all.includes(one));
}

function schemaNames(groups: readonly GroupRights[]): ReadonlySet<string> {
  return new Set(groups.flatMap(({ rights }) => [...rights.schemas.keys()]));
}

/** Every table that a group names, in the order of ids, with the level that each group has for it. */
function* tablesOf(
  parts: readonly SchemaRights[],
): Generator<{ readonly tableId: number; readonly levels: readonly number[] }> {
  const named = parts.flatMap(({ tables }) => (tables.ids.length > 0 ? [tables.ids] : []));
  const ids = named.length === 1 ? named[0] : ascending(named);
  const positions = parts.map(() => 0);
  for (const tableId of ids ?? []) {
    const levels = parts.map(({ level, tables }, index) => {
      const position = positions[index] ?? 0;
      if (tables.ids[position] !== tableId) return level;
      positions[index] = position + 1;
      return tables.levels[position] ?? level;
    });
    yield { tableId, levels };
  }
}

function ascending(lists: readonly Int32Array[]): Int32Array {
  const ids = new Set<number>();
  for (const list of lists) for (const id of list) ids.add(id);
  return Int32Array.from(ids).sort();
}
