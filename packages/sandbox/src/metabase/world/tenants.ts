import { type LazyList, listOf } from "./lazy-list.ts";
import { createStamp, type Stamp } from "./stamp.ts";

/** A customer whose people use the instance as well (enterprise, server version 0.57 on). */
export interface Tenant extends Omit<Stamp, "entity_id"> {
  readonly name: string;
  readonly slug: string;
  readonly is_active: boolean;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly tenant_collection_id: number | null;
}

/** The two tenants that external people belong to, and one that left. */
export function createTenants(seed: number): LazyList<Tenant> {
  return listOf(
    ["Nordwind Handels-GmbH", "Café «Le Sud»", "Gone & Sons"].map((name, index) => {
      const { entity_id: _entityId, ...stamp } = createStamp(seed, "tenant", index + 1);
      return {
        ...stamp,
        name,
        slug: ["nordwind", "le-sud", "gone-sons"][index] ?? "",
        is_active: index < 2,
        attributes: index === 0 ? { plan: "gold" } : null,
        tenant_collection_id: null,
      };
    }),
  );
}
