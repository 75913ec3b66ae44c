import { asOf, type Since } from "../server/as-of.ts";
import type { RouteRequest } from "../server/route.ts";
import { userForOthers } from "./user-rows.ts";

const SINCE: Since = { tenant_id: 57 };

/** The account behind a `creator_id`, as content embeds it. */
export function creatorRow({ world, major }: Pick<RouteRequest, "world" | "major">, id: number) {
  const user = world.people.accountById(id);
  if (user === undefined) return undefined;
  const { email, first_name, last_name, common_name } = user;
  const { last_login, date_joined, is_qbnewb, is_superuser, tenant_id } = user;
  return asOf(
    {
      id,
      email,
      first_name,
      last_name,
      common_name,
      last_login,
      date_joined,
      is_qbnewb,
      is_superuser,
      tenant_id,
    },
    major,
    SINCE,
  );
}

/** Accounts as content embeds them; each row is made once, since long lists ask again and again. */
export function createCreatorRows(
  request: Pick<RouteRequest, "world" | "major">,
): (id: number) => ReturnType<typeof creatorRow> {
  const known = new Map<number, ReturnType<typeof creatorRow>>();
  return (id) => {
    const row = known.get(id) ?? Object.freeze(creatorRow(request, id));
    known.set(id, row);
    return row;
  };
}

/** `last-edit-info`: who changed a thing last, and when. */
export function editorRow(
  { world }: Pick<RouteRequest, "world">,
  thing: { readonly last_editor_id: number | null; readonly updated_at: string },
) {
  if (thing.last_editor_id === null) return undefined;
  const user = world.people.accountById(thing.last_editor_id);
  if (user === undefined) return undefined;
  const { id, email, first_name, last_name } = user;
  return { id, email, first_name, last_name, timestamp: thing.updated_at };
}

/** The verdicts of moderators on a card or dashboard: none, or one that it is verified. */
export function moderationReviews(
  { world }: Pick<RouteRequest, "world">,
  model: "card" | "dashboard",
  thing: { readonly id: number; readonly is_verified: boolean; readonly updated_at: string },
): readonly object[] {
  if (!thing.is_verified) return [];
  const moderator = world.people.users.at(0);
  return [
    {
      // Reviews of cards and dashboards are rows of one table.
      id: 2 * thing.id + (model === "card" ? 0 : 1),
      moderated_item_type: model,
      moderated_item_id: thing.id,
      moderator_id: moderator.id,
      status: "verified",
      text: "compared with the ledger",
      most_recent: true,
      created_at: thing.updated_at,
      updated_at: thing.updated_at,
      user: userForOthers(moderator),
    },
  ];
}
