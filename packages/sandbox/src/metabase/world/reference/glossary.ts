import { type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";

/** A word of the company's own (server version 0.57 on). */
export interface GlossaryEntry extends Omit<Stamp, "entity_id"> {
  readonly term: string;
  readonly definition: string;
  readonly creator_id: number;
}

const TERMS: readonly (readonly [term: string, definition: string])[] = [
  ["AOV", "Average order value: paid orders only, shipping not included."],
  ["Retoure", "Eine Sendung, die zu uns zurückkommt, auch wenn nichts darin ist."],
  ["Active customer", 'Ordered in the last 365 days. Finance says "live".'],
  ["解約", "契約の終了。返品とは違います。"],
];

/** Makes the glossary. */
export function createGlossary(seed: number): LazyList<GlossaryEntry> {
  return listOf(
    TERMS.map(([term, definition], index) => {
      const { entity_id: _entityId, ...stamp } = createStamp(seed, "glossary", index + 1);
      return { ...stamp, term, definition, creator_id: 1 };
    }),
  );
}
