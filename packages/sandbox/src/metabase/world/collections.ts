import { COLLECTION_TREE, type CollectionPlan } from "./collection-tree.ts";
import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { createLazyList, type LazyList } from "./lazy-list.ts";
import type { People } from "./people.ts";
import { createRandom } from "./random.ts";

/** A folder of Metabase. The root ("Our analytics") is no row of its own. */
export interface Collection {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly description: string | null;
  readonly archived: boolean;
  readonly archived_directly: boolean | null;
  readonly archive_operation_id: string | null;
  /** Ancestors as a path of ids, `/` for children of the root. */
  readonly location: string;
  readonly personal_owner_id: number | null;
  readonly is_personal: boolean;
  readonly namespace: string | null;
  readonly authority_level: "official" | null;
  readonly type: string | null;
  readonly entity_id: string;
  readonly created_at: string;
  readonly is_sample: boolean;
  readonly is_remote_synced: boolean;
}

/** Collections by what they are for; all but the last two kinds are few. */
export interface Collections extends LazyList<Collection> {
  /** Those in which ordinary content may stand: default namespace, not archived, not personal, not the library. */
  readonly shared: readonly number[];
  /** Snippet folders. */
  readonly snippetFolders: readonly number[];
  /** Everybody's own collection. */
  personalCollectionOf(userId: number): number;
}

/** Metabase's slug: lower case, other characters than letters and digits to `_`, non-ASCII percent-encoded. */
export function slugOf(name: string): string {
  return encodeURIComponent(name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "_"));
}

/** Makes the collections: the planned tree, projects under it for large worlds, then personal ones with drafts in them. */
export function createCollections(options: {
  readonly seed: number;
  readonly cards: number;
  readonly people: People;
}): Collections {
  const { seed, cards, people } = options;
  const planned = COLLECTION_TREE.length;
  const projects = Math.max(0, Math.floor(cards / 250) - planned);
  const users = people.users.length;
  const firstPersonal = planned + projects + 1;
  const firstDraft = firstPersonal + users;
  const idOf = new Map(COLLECTION_TREE.map((plan, index) => [plan.key, index + 1]));
  const planAt = (id: number): CollectionPlan => COLLECTION_TREE[id - 1] as CollectionPlan;

  const locationOf = (plan: CollectionPlan): string => {
    const parent = plan.parent === undefined ? undefined : idOf.get(plan.parent);
    return parent === undefined ? "/" : `${locationOf(planAt(parent))}${parent}/`;
  };
  const parents = COLLECTION_TREE.flatMap((plan, index) => (plan.holdsProjects ? [index + 1] : []));

  const row = (id: number, own: Partial<Collection> & { readonly name: string }): Collection => ({
    id,
    slug: slugOf(own.name),
    description: null,
    archived: false,
    archived_directly: null,
    archive_operation_id: null,
    location: "/",
    personal_owner_id: null,
    is_personal: false,
    namespace: null,
    authority_level: null,
    type: null,
    entity_id: entityId(seed, "collection", id),
    created_at: createLifetime(seed, "collection", id).created_at,
    is_sample: false,
    is_remote_synced: false,
    ...own,
  });

  const make = (id: number): Collection => {
    if (id <= planned) {
      const { key: _key, parent: _parent, holdsProjects: _holdsProjects, ...plan } = planAt(id);
      return row(id, { ...plan, location: locationOf(planAt(id)) });
    }
    if (id < firstPersonal) {
      const parent = createRandom(seed, "project", id).pick(parents);
      return row(id, {
        name: `Project ${id - planned}`,
        location: `${locationOf(planAt(parent))}${parent}/`,
      });
    }
    const isDraft = id >= firstDraft;
    const index = id - (isDraft ? firstDraft : firstPersonal);
    const owner = people.users.at(isDraft ? index * 3 : index);
    return isDraft
      ? row(id, { name: "Drafts", location: `/${firstPersonal + index * 3}/`, is_personal: true })
      : row(id, {
          name: `${owner.common_name}'s Personal Collection`,
          personal_owner_id: owner.id,
          is_personal: true,
        });
  };

  const list = createLazyList({ length: firstDraft - 1 + Math.ceil(users / 3), make });
  const idsWhere = (test: (plan: CollectionPlan) => boolean): readonly number[] =>
    COLLECTION_TREE.flatMap((plan, index) => (test(plan) ? [index + 1] : []));
  return {
    ...list,
    shared: [
      ...idsWhere(
        (plan) => (plan.namespace ?? plan.type ?? null) === null && plan.archived !== true,
      ),
      ...Array.from({ length: projects }, (_, index) => planned + 1 + index),
    ],
    snippetFolders: idsWhere((plan) => plan.namespace === "snippets" && plan.archived !== true),
    personalCollectionOf: (userId) => firstPersonal + userId - people.users.at(0).id,
  };
}
