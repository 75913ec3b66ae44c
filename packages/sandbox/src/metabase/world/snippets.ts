import type { Collections } from "./collections.ts";
import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";
import { type LazyList, listOf } from "./lazy-list.ts";

/** A piece of SQL that native questions include by `{{snippet: name}}`. */
export interface Snippet {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly content: string;
  readonly archived: boolean;
  readonly collection_id: number | null;
  readonly creator_id: number;
  readonly template_tags: Readonly<Record<string, unknown>>;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

const PLANS: readonly (Partial<Snippet> & Pick<Snippet, "name" | "content">)[] = [
  {
    name: "paid orders",
    content: "orders.status IN ('paid', 'shipped')",
    description: "What finance counts as revenue",
  },
  {
    name: "active customers",
    content:
      "customers.id IN (SELECT customer_id FROM orders WHERE placed_at > now() - interval '1 year')",
  },
  {
    name: "net of discount",
    content: "order_items.quantity * order_items.unit_price - coalesce(order_items.discount, 0)",
  },
  { name: "last 30 days", content: "placed_at >= current_date - 30" },
  {
    name: "Geschäftsjahr",
    content: "extract(year from placed_at + interval '3 months')",
    description: "Beginnt am 1. Oktober",
  },
  { name: 'it\'s "quoted"', content: "note LIKE '%''%' -- 50 % of the notes\n  AND note <> ''" },
  { name: "old revenue", content: "total / 1.19", archived: true },
];

/** Makes the snippets; the last one is archived. */
export function createSnippets(options: {
  readonly seed: number;
  readonly collections: Collections;
}): LazyList<Snippet> {
  const { seed, collections } = options;
  return listOf(
    PLANS.map((plan, index) => ({
      id: index + 1,
      description: null,
      archived: false,
      collection_id: [null, ...collections.snippetFolders][index % 3] ?? null,
      creator_id: 1 + (index % 2),
      template_tags: {},
      entity_id: entityId(seed, "snippet", index + 1),
      ...createLifetime(seed, "snippet", index + 1),
      ...plan,
    })),
  );
}
