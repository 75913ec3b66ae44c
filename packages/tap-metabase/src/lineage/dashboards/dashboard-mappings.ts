import { derivedId } from "../../records/derived-id.ts";
import { membersOf, type ServerObject } from "../../records/server-object.ts";
import { queryReferences } from "../mbql/query-references.ts";
import { SpilledObjects } from "../spilled-objects.ts";
import { fieldsOfTags, parameterTarget } from "./parameter-targets.ts";

/** One filter's mapping to one card, as the dashboard has it. */
interface Mapping {
  readonly dashboard_id: unknown;
  readonly dashboard_card_id: unknown;
  readonly card_id: number | null;
  readonly parameter_id: unknown;
  readonly is_inline: boolean;
  readonly target: unknown;
}

/**
 * Works out which field of which card every filter of a dashboard sets, from dashboards and cards
 * that come in any order. Mappings wait on disk; of a card only the fields of its tags are kept.
 */
export class DashboardMappings {
  readonly #tagFields = new Map<number, ReadonlyMap<string, number>>();
  readonly #mappings = new SpilledObjects<Mapping>();

  /** Takes a question, for the fields that its field filters go by. */
  takeCard({ id, dataset_query: query }: ServerObject): void {
    if (typeof id !== "number") return;
    for (const { tags } of queryReferences(query).nativeParts) {
      const fields = fieldsOfTags(tags);
      if (fields.size > 0) this.#tagFields.set(id, fields);
    }
  }

  /** Takes a dashboard with its cards. */
  async takeDashboard({ id, dashcards }: ServerObject): Promise<void> {
    const cards = membersOf(dashcards);
    const inline = new Set(cards.flatMap((card) => listOf(card["inline_parameters"])));
    for (const card of cards) {
      for (const mapping of membersOf(card["parameter_mappings"])) {
        const { parameter_id: parameter, card_id: mapped, target } = mapping;
        const cardId = mapped ?? card["card_id"];
        await this.#mappings.add({
          dashboard_id: id,
          dashboard_card_id: card["id"],
          card_id: typeof cardId === "number" ? cardId : null,
          parameter_id: parameter,
          is_inline: inline.has(parameter),
          target,
        });
      }
    }
  }

  /** The rows of `dashboard_card_mappings`, once everything was taken. */
  async *rows(): AsyncGenerator<ServerObject> {
    let [place, ids]: [unknown, Set<string>] = [undefined, new Set()];
    for await (const { target, ...mapping } of this.#mappings.all()) {
      // Mappings of one card on a dashboard come one after the other; a target may come twice.
      if (mapping.dashboard_card_id !== place)
        [place, ids] = [mapping.dashboard_card_id, new Set()];
      const tags = mapping.card_id === null ? undefined : this.#tagFields.get(mapping.card_id);
      const found = parameterTarget(target, (tag) => tags?.get(tag));
      const row = { id: idOf(mapping, found), ...mapping, ...found };
      if (!ids.has(row.id)) yield row;
      ids.add(row.id);
    }
  }

  /** Gives the disk space back. */
  close(): Promise<void> {
    return this.#mappings.close();
  }
}

function idOf(
  mapping: Omit<Mapping, "target">,
  target: ReturnType<typeof parameterTarget>,
): string {
  const { dashboard_card_id, parameter_id, card_id } = mapping;
  const { target_kind, field_id, field_name, template_tag, stage_number } = target;
  const thing = template_tag === null ? [field_id, field_name] : [null, null];
  const parts = [dashboard_card_id, parameter_id, card_id, target_kind, ...thing];
  return derivedId([...parts, template_tag, stage_number]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
