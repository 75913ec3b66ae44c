import type { Collections } from "./collections.ts";
import type { People } from "./people.ts";
import type { Random } from "./random.ts";

/** Chooses who made a thing and where it is filed: shared collections mostly, the root and personal ones at times. */
export function choosePlace(
  random: Random,
  { collections, people }: { readonly collections: Collections; readonly people: People },
): { readonly creator_id: number; readonly collection_id: number | null } {
  // Scripts make things too: their accounts are named as creators and stand in no list of people.
  const [script] = random.chance(0.03) ? people.hiddenAccounts : [];
  if (script !== undefined) {
    return { creator_id: script.id, collection_id: random.pick(collections.shared) };
  }
  const creator = people.users.at(random.between(0, people.users.length - 1));
  if (random.chance(0.2)) return { creator_id: creator.id, collection_id: null };
  if (random.chance(0.12)) {
    return { creator_id: creator.id, collection_id: collections.personalCollectionOf(creator.id) };
  }
  return { creator_id: creator.id, collection_id: random.pick(collections.shared) };
}
