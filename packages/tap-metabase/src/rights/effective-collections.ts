import type { ServerObject } from "../records/server-object.ts";
import { entriesOf } from "../records/server-object.ts";
import { isPersonalCollection } from "../sources/personal-content.ts";
import type { Effective } from "./effective-row.ts";
import type { BornGroups, Principals } from "./principals.ts";

/** The levels of a collection, the most permissive first. */
const LEVELS = ["write", "read"] as const;

/** Somebody's own collection, or one that lies in it. */
interface Personal {
  readonly id: string;
  /** The outermost collection that it lies in; itself for that one. */
  readonly outermost: string;
}

/** Works out who may do what with which collection. A collection inherits nothing from its parent. */
export class EffectiveCollections {
  /** What groups were given, by namespace and collection. */
  readonly #given: {
    readonly namespace: string | null;
    readonly collectionId: string;
    readonly levels: Map<number, string>;
  }[] = [];
  readonly #personal: Personal[] = [];
  readonly #ownerIds = new Map<string, number>();

  /** Takes the permission graph of one namespace. */
  addGraph(graph: ServerObject): void {
    const namespace = typeof graph["namespace"] === "string" ? graph["namespace"] : null;
    const byCollection = new Map<string, Map<number, string>>();
    for (const [groupId, collections] of entriesOf(graph["groups"])) {
      for (const [collectionId, level] of entriesOf(collections)) {
        const levels = byCollection.get(collectionId) ?? new Map<number, string>();
        byCollection.set(collectionId, levels);
        // Older servers write down that a group has none, of every group and collection.
        if (level !== "none") levels.set(Number(groupId), String(level));
      }
    }
    for (const [collectionId, levels] of byCollection) {
      this.#given.push({ namespace, collectionId, levels });
    }
  }

  /** Takes a collection: no graph has the personal ones. */
  addCollection(collection: ServerObject): void {
    const { id, archived, location, personal_owner_id } = collection;
    if (typeof id !== "number" || archived === true || !isPersonalCollection(collection)) return;
    const [outermost = String(id)] = String(location ?? "")
      .split("/")
      .filter(Boolean);
    this.#personal.push({ id: String(id), outermost });
    if (typeof personal_owner_id === "number") this.#ownerIds.set(String(id), personal_owner_id);
  }

  /** Everything that anybody may do, once all graphs and collections were taken. */
  *all(principals: Principals, born: BornGroups): Generator<Effective> {
    yield* this.#shared(principals, born);
    yield* this.#own(principals, born);
  }

  *#shared(
    { administrators, peers }: Principals,
    { administratorsId }: BornGroups,
  ): Generator<Effective> {
    for (const { namespace, collectionId, levels } of this.#given) {
      const place = { permission: "collection", namespace, collectionId };
      const level = levels.get(administratorsId) ?? "write";
      const groupIds = [administratorsId];
      yield { ...place, principals: administrators, level, groupIds, isImplicit: true };
      for (const { groupIds: all, principals } of peers) {
        const strongest = LEVELS.find((one) => all.some((id) => levels.get(id) === one));
        if (strongest === undefined) continue;
        const givers = all.filter((id) => levels.get(id) === strongest);
        yield { ...place, principals, level: strongest, groupIds: givers, isImplicit: false };
      }
    }
  }

  *#own({ administrators, peers }: Principals, born: BornGroups): Generator<Effective> {
    const everybody = [...administrators, ...peers.flatMap(({ principals }) => principals)];
    const byUserId = new Map(everybody.map((principal) => [principal.userId, principal]));
    for (const { id, outermost } of this.#personal) {
      const place = {
        permission: "collection",
        level: "write",
        isImplicit: true,
        collectionId: id,
      };
      const owner = byUserId.get(this.#ownerIds.get(outermost) ?? Number.NaN);
      if (owner) yield { ...place, principals: [owner], groupIds: [] };
      const others = administrators.filter((principal) => principal !== owner);
      yield { ...place, principals: others, groupIds: [born.administratorsId] };
    }
  }
}
