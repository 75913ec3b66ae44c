import { LAST_DAY_MS, printInstant } from "./instants.ts";
import type { LazyList } from "./lazy-list.ts";

/** What of a thing shows that it was edited. */
interface Editable {
  readonly id: number;
  readonly name: string;
  readonly creator_id: number;
  readonly last_editor_id: number | null;
  readonly updated_at: string;
}

/** A list whose items people go on editing. */
export interface EditableList<T> extends LazyList<T> {
  /**
   * Has the makers of every so many things rename them, and returns how many that were.
   *
   * @param share 0.01 edits one of a hundred, the same ones every time
   */
  edit(share: number): number;
}

const MINUTE_MS = 60_000;

/** Nothing is edited yet. */
export function createEditableList<T extends Editable>(list: LazyList<T>): EditableList<T> {
  const edits = new Map<number, number>();
  const asEdited = (thing: T): T => {
    const count = edits.get(thing.id);
    if (count === undefined) return thing;
    return {
      ...thing,
      name: `${thing.name} (${count + 1})`,
      last_editor_id: thing.creator_id,
      updated_at: printInstant(LAST_DAY_MS + count * MINUTE_MS),
    };
  };
  return {
    length: list.length,
    at: (index) => asEdited(list.at(index)),
    byId(id) {
      const thing = list.byId(id);
      return thing && asEdited(thing);
    },
    *[Symbol.iterator]() {
      for (const thing of list) yield asEdited(thing);
    },
    edit(share) {
      const step = Math.max(1, Math.round(1 / share));
      let edited = 0;
      for (let index = step - 1; index < list.length; index += step) {
        const { id } = list.at(index);
        edits.set(id, (edits.get(id) ?? 0) + 1);
        edited += 1;
      }
      return edited;
    },
  };
}
