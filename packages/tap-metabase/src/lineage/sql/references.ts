import type { Place } from "../place.ts";
import type { Relation } from "./relation.ts";
import type { Scope } from "./scope.ts";
import type { Confidence, SqlCard, SqlColumn, SqlReading, SqlTable } from "./sql-reading.ts";
import { cardIdOfName, isFromTag, NAME_PREFIX, TAG_PREFIX } from "./stand-ins.ts";

interface Entry {
  readonly parts: readonly string[];
  readonly places: Set<Place>;
}

/** Collects what the statements of one native query refer to, each thing once. */
export class References {
  readonly #entries: Entry[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #columns = new Map<string, SqlColumn>();
  readonly #openNames = new Set<string>();

  /** Notes a table or question by its name's parts and returns its index. */
  addTable(parts: readonly string[], place: Place): number {
    const key = JSON.stringify(parts.map((part) => part.toLowerCase()));
    const index = this.#indexes.get(key) ?? this.#entries.length;
    if (index === this.#entries.length) {
      this.#indexes.set(key, index);
      this.#entries.push({ parts, places: new Set() });
    }
    this.#entries[index]?.places.add(place);
    return index;
  }

  /** Notes a name that a template tag decides. */
  addOpenName(name: string): void {
    this.#openNames.add(name);
  }

  /** Notes that all columns of a table or question are taken. */
  addStar(relation: Relation): void {
    if (!relation.isTable) return;
    this.#add({
      name: "*",
      written: "*",
      place: "field",
      levels: [relation.tables],
      isCertain: true,
    });
  }

  /** Notes a column that one relation is said to have. */
  addColumnOf(relation: Relation, name: string, place: Place, written = name): void {
    if (relation.names.has(name.toLowerCase()) || relation.tables.length === 0) return;
    this.#add({ name, written, place, levels: [relation.tables], isCertain: !relation.isOpen });
  }

  /** Notes a column whose relation is not said. */
  addColumn(name: string, place: Place, scope: Scope, written = name): void {
    const wanted = name.toLowerCase();
    const levels: (readonly number[])[] = [];
    // The name of a table may also stand for a whole row of it.
    let isCertain = !PSEUDO_COLUMNS.has(wanted) && scope.find(wanted) === undefined;
    for (let level: Scope | undefined = scope; level !== undefined; level = level.parent) {
      const { relations } = level;
      const tables = [...new Set(relations.flatMap((relation) => relation.tables))];
      if (relations.some((relation) => relation.names.has(wanted))) {
        isCertain = false;
        break;
      }
      if (tables.length > 0) levels.push(tables);
      if (relations.some((relation) => relation.isOpen)) isCertain = false;
      if (level.aliases.has(wanted)) {
        isCertain = false;
        break;
      }
    }
    if (levels.length > 0) this.#add({ name, written, place, levels, isCertain });
  }

  /** Everything that was noted, with the names of the query's tags in the place of their stand-ins. */
  toReading(confidence: Confidence, tagNames: readonly string[]): SqlReading {
    return {
      relations: this.#entries.map(toRelation),
      columns: [...this.#columns.values()],
      confidence,
      openNames: [...this.#openNames].map((name) => withTags(name, tagNames)),
    };
  }

  #add(column: SqlColumn): void {
    const name = withoutPrefix(column.name);
    const key = JSON.stringify([name.toLowerCase(), column.place, column.levels]);
    const known = this.#columns.get(key);
    if (known?.isCertain) return;
    const written = column.written.replaceAll(NAME_PREFIX, "");
    this.#columns.set(key, { ...column, name, written });
  }
}

function toRelation({ parts, places }: Entry): SqlTable | SqlCard {
  const cardId = cardIdOfName(parts.at(-1) ?? "");
  if (cardId !== undefined) return { cardId, places: [...places] };
  return { parts: parts.map(withoutPrefix), places: [...places] };
}

function withTags(name: string, tagNames: readonly string[]): string {
  return name.replace(TAG_NUMBER, (_, index) => `{{${tagNames[Number(index)]}}}`);
}

const TAG_NUMBER = new RegExp(`${TAG_PREFIX}(\\d+)`, "gi");

function withoutPrefix(name: string): string {
  return name.startsWith(NAME_PREFIX) ? name.slice(NAME_PREFIX.length) : name;
}

/** Says whether a name is none of the query's own: it stands for a template tag or a variable. */
export function isNoColumn(name: string): boolean {
  return isFromTag(name) || /^[@$:?]/.test(name);
}

/** What databases offer without a table having it, and the units that date functions take. */
const PSEUDO_COLUMNS: ReadonlySet<string> = new Set([
  ...["rownum", "rowid", "level", "sysdate", "systimestamp", "current_date", "current_time"],
  ...["current_timestamp", "localtime", "localtimestamp", "current_user", "session_user", "user"],
  ...["_table_suffix", "_partitiontime", "_partitiondate", "ctid", "true", "false", "null"],
  ...["second", "minute", "hour", "day", "week", "isoweek", "month", "quarter", "year", "value"],
]);
