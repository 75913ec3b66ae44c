import { isCardArchived } from "./cards.ts";
import type { Collections } from "./collections.ts";
import type { DashboardOwnership } from "./dashboard-ownership.ts";
import { entityId, uuid } from "./identity.ts";
import { createLifetime, LAST_DAY_MS, printInstant } from "./instants.ts";
import { createLazyList, type LazyList } from "./lazy-list.ts";
import type { People } from "./people.ts";
import { choosePlace } from "./places.ts";
import { createRandom } from "./random.ts";

/** A widget of a dashboard that filters its cards. */
export interface DashboardParameter {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly type: string;
  readonly sectionId: string;
  readonly default?: unknown;
}

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

/** A rectangle of a dashboard, on a grid of 24 columns. */
export interface Dashcard {
  readonly id: number;
  readonly dashboard_id: number;
  readonly dashboard_tab_id: number | null;
  /** Null: text, a heading, a link. */
  readonly card_id: number | null;
  /** Further cards in the same picture. */
  readonly series_card_ids: readonly number[];
  readonly row: number;
  readonly col: number;
  readonly size_x: number;
  readonly size_y: number;
  /** Ids of the dashboard's parameters that filter it. */
  readonly mapped_parameter_ids: readonly string[];
  readonly visualization_settings: Readonly<Record<string, unknown>>;
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
export interface DashboardOptions {
  readonly seed: number;
  readonly cards: number;
  readonly dashboards: number;
  readonly collections: Collections;
  readonly people: People;
  readonly ownership: DashboardOwnership;
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

/** Room for the ids of one dashboard's rectangles and pages. */
const IDS_PER_DASHBOARD = 100;

/** Where a dashboard is filed and whose it is: known without making it. */
export function placeOfDashboard(
  id: number,
  options: Pick<DashboardOptions, "seed" | "collections" | "people">,
): { readonly creator_id: number; readonly collection_id: number | null } {
  return choosePlace(createRandom(options.seed, "place of dashboard", id), options);
}

/** Makes the dashboards. */
export function createDashboards(options: DashboardOptions): LazyList<Dashboard> {
  const { seed, cards, people, ownership } = options;

  const createParameters = (id: number): readonly DashboardParameter[] => {
    const random = createRandom(seed, "parameters", id);
    const parameters: DashboardParameter[] = [];
    if (random.chance(0.5)) {
      parameters.push({
        id: uuid(seed, "period", id).slice(0, 8),
        name: "Period",
        slug: "period",
        type: "date/all-options",
        sectionId: "date",
        default: "past90days",
      });
    }
    if (random.chance(0.4)) {
      parameters.push({
        id: uuid(seed, "choice", id).slice(0, 8),
        name: "Größe oder Kanal",
        slug: "größe_oder_kanal",
        type: "string/=",
        sectionId: "string",
      });
    }
    return parameters;
  };

  // A card that lives in one dashboard cannot stand in another; one in the trash cannot stand anywhere.
  const canStand = (id: number): boolean =>
    ownership.dashboardOf(id) === null && !isCardArchived(id);
  const pickCard = (dashboardId: number, place: number): number | null => {
    const first = createRandom(seed, "card of dashboard", dashboardId, place).between(1, cards);
    for (let step = 0; step < cards; step += 1) {
      const id = ((first + step - 1) % cards) + 1;
      if (canStand(id)) return id;
    }
    return null;
  };

  const createDashcards = (
    id: number,
    tabs: readonly DashboardTab[],
    parameters: readonly DashboardParameter[],
    lifetime: { readonly created_at: string; readonly updated_at: string },
  ): readonly Dashcard[] => {
    const random = createRandom(seed, "dashcards", id);
    const own = ownership.cardOf(id);
    return Array.from({ length: random.between(2, 14) }, (_, place): Dashcard => {
      const isText = place % 6 === 5;
      const cardId = isText ? null : place === 0 && own !== null ? own : pickCard(id, place);
      const further = cardId !== null && random.chance(0.1) ? pickCard(id, 50 + place) : null;
      return {
        id: id * IDS_PER_DASHBOARD + place,
        dashboard_id: id,
        dashboard_tab_id: tabs.length === 0 ? null : (tabs[place % tabs.length]?.id ?? null),
        card_id: cardId,
        series_card_ids: further === null ? [] : [further],
        row: Math.floor(place / 2) * 6,
        col: (place % 2) * 12,
        size_x: 12,
        size_y: 6,
        mapped_parameter_ids: cardId === null ? [] : parameters.map((parameter) => parameter.id),
        visualization_settings: isText
          ? {
              virtual_card: {
                name: null,
                display: "text",
                visualization_settings: {},
                dataset_query: {},
                archived: false,
              },
              text: "## How to read this\n\nAsk *controlling* before you forward it — «intern».",
              "dashcard.background": false,
            }
          : {},
        entity_id: entityId(seed, "dashcard", id * IDS_PER_DASHBOARD + place),
        ...lifetime,
      };
    });
  };

  const make = (id: number): Dashboard => {
    const random = createRandom(seed, "dashboard", id);
    const lifetime = createLifetime(seed, "dashboard", id);
    const parameters = createParameters(id);
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
      dashcards: createDashcards(id, tabs, parameters, lifetime),
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
