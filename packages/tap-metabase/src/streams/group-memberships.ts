import { derivedId } from "../records/derived-id.ts";
import { boolean, integer, openRecord, textKey } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { requireList } from "../sources/require-shape.ts";
import type { Stream } from "../stream.ts";

const membershipMap: ServerSource = {
  name: "group_memberships",
  async *read({ client }) {
    const byUser = await client.getObject("/api/permissions/membership");
    for (const [userId, memberships] of Object.entries(byUser)) {
      yield* requireList(memberships, `GET /api/permissions/membership: ${userId}`);
    }
  },
  probe: (client) => client.getObject("/api/permissions/membership"),
};

/**
 * Who is in which group, deactivated people included.
 * https://www.metabase.com/docs/latest/api/permissions
 */
export const groupMemberships: Stream = {
  name: "group_memberships",
  group: "people",
  description: "Who is in which group, deactivated people included.",
  endpoint: "GET /api/permissions/membership",
  versions: "0.49 and newer",
  privilege: "administrator (a group manager gets their groups)",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[group_id,user_id] as compact JSON."),
    group_id: integer("permission_groups.id"),
    user_id: integer("users.id"),
    membership_id: integer("The server's own id of the membership."),
    is_group_manager: boolean("True when the person may manage the group (Pro and Enterprise)."),
  }),
  source: membershipMap,
  rows: (membership) => [
    { ...membership, id: derivedId([membership["group_id"], membership["user_id"]]) },
  ],
};
