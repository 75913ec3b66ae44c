import type { Collections } from "./collections.ts";
import { createParameters, type DashboardParameter } from "./dashboard-parameters.ts";
import {
  createDashcards,
  type Dashcard,
  type DashcardOptions,
  IDS_PER_DASHBOARD,
} from "./dashcards.ts";
import { entityId, uuid } from "./identity.ts";
import { createLifetime, LAST_DAY_MS, printInstant } from "./instants.ts";
import { createLazyList, type LazyList } from "./lazy-list.ts";
import type { People } from "./people.ts";
import { choosePlace } from "./places.ts";
import { createRandom } from "./random.ts";

/** A page of a dashboard. */
interface DashboardTab {
  readonly id: number;
  readonly dashboard_id: number;
  readonly name: string;
  readonly position: number;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A dashboard with its contents. */
export interface Dashboard {
  readonly id: number;
  readonly entity_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly creator_id: number;
  readonly last_editor_id: number | null;
  readonly is_verified: boolean;
  readonly collection_id: number | null;
  readonly collection_position: number | null;
  readonly archived: boolean;
  readonly parameters: readonly DashboardParameter[];
  readonly tabs: readonly DashboardTab[];
  readonly dashcards: readonly Dashcard[];
  readonly auto_apply_filters: boolean;
  readonly width: "fixed" | "full";
  readonly cache_ttl: number | null;
  readonly enable_embedding: boolean;
  readonly public_uuid: string | null;
  readonly show_in_getting_started: boolean;
  readonly view_count: number;
  readonly last_viewed_at: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What dashboards depend on. */
export interface DashboardOptions extends DashcardOptions {
  readonly dashboards: number;
  readonly collections: Collections;
  readonly people: People;
}

const NAMES = [
  "Monthly call",
  "Orders at a glance",
  "Customer 360°",
  "Umsatz & Marge",
  "サポート状況",
  'Board deck "live"',
  "Invoices to chase 💸",
  "Warehouse health",
  "Who's churning?",
  "Campaign results",
];
const TAB_NAMES = ["Overview", "Détails", "By region", "詳細"];

/** Where a dashboard is filed and whose it is: known without making it. */
export function placeOfDashboard(
  id: number,
  options: Pick<DashboardOptions, "seed" | "collections" | "people">,
): { readonly creator_id: number; readonly collection_id: number | null } {
  return choosePlace(createRandom(options.seed, "place of dashboard", id), options);
}

/** Makes the dashboards. */
export function createDashboards(options: DashboardOptions): LazyList<Dashboard> {
  const { seed, people, ownership } = options;

  const make = (id: number): Dashboard => {
    const random = createRandom(seed, "dashboard", id);
    const lifetime = createLifetime(seed, "dashboard", id);
    const parameters = createParameters(seed, id);
    const tabs = Array.from(
      { length: random.chance(0.25) ? random.between(2, 4) : 0 },
      (_, position) => ({
        id: id * IDS_PER_DASHBOARD + position,
        dashboard_id: id,
        name: TAB_NAMES[position] ?? "",
        position,
        entity_id: entityId(seed, "tab", id * IDS_PER_DASHBOARD + position),
        ...lifetime,
      }),
    );
    const name = random.pick(NAMES);
    return {
      id,
      entity_id: entityId(seed, "dashboard", id),
      name: id > NAMES.length ? `${name} ${id}` : name,
      description: random.chance(0.5)
        ? null
        : `Shown on the wall next to the kitchen.${random.chance(0.2) ? " Lang lebe die Übersicht!".repeat(30) : ""}`,
      ...placeOfDashboard(id, options),
      last_editor_id: random.chance(0.9)
        ? people.users.at(random.between(0, people.users.length - 1)).id
        : null,
      is_verified: random.chance(0.05),
      collection_position: random.chance(0.1) ? random.between(1, 5) : null,
      archived: ownership.cardOf(id) === null && id % 13 === 2,
      parameters,
      tabs,
      dashcards: createDashcards(options, {
        id,
        tabIds: tabs.map((tab) => tab.id),
        parameterIds: parameters.map((parameter) => parameter.id),
        ...lifetime,
      }),
      auto_apply_filters: !random.chance(0.1),
      width: random.pick(["fixed", "full"]),
      cache_ttl: null,
      enable_embedding: random.chance(0.05),
      public_uuid: random.chance(0.05) ? uuid(seed, "public dashboard", id) : null,
      show_in_getting_started: false,
      view_count: random.chance(0.35) ? 0 : random.between(1, 9000),
      last_viewed_at: random.chance(0.5) ? lifetime.updated_at : printInstant(LAST_DAY_MS),
      ...lifetime,
    };
  };

  return createLazyList({ length: options.dashboards, make });
}
