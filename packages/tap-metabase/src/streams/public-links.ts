import { HttpStatusError, type MetabaseClient } from "@singer-metabase/metabase-client";
import { derivedId } from "../records/derived-id.ts";
import { integer, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { objectsOf } from "../sources/objects-of.ts";
import type { Stream } from "../stream.ts";

const TYPES = ["card", "dashboard"] as const;

const publicLinkList: ServerSource = {
  name: "public links",
  async *read({ client, settings }) {
    for (const type of TYPES) {
      for await (const link of objectsOf(list(client, type))) yield toRow(type, link, settings);
    }
  },
  probe: (client) => list(client, "dashboard"),
};

/** The links to one kind of thing; none when the instance shares nothing publicly, which it answers with 400. */
async function list(
  client: MetabaseClient,
  type: (typeof TYPES)[number],
): Promise<readonly unknown[]> {
  try {
    return await client.getArray(`/api/${type}/public`);
  } catch (error) {
    if (error instanceof HttpStatusError && error.status === 400) return [];
    throw error;
  }
}

function toRow(
  type: string,
  { id: item_id, public_uuid, ...link }: ServerObject,
  { include_public_links }: { readonly include_public_links: boolean },
): ServerObject {
  return {
    ...link,
    id: derivedId([type, item_id]),
    type,
    item_id,
    uuid: include_public_links ? public_uuid : null,
  };
}

/**
 * Questions and dashboards that anybody can see who knows their link. Links that do not work,
 * because the instance has public sharing switched off, are none.
 * https://www.metabase.com/docs/latest/api/card
 */
export const publicLinks: Stream = {
  name: "public_links",
  group: "content",
  description: "Questions and dashboards that anybody can see who knows their link.",
  endpoint: "GET /api/card/public and GET /api/dashboard/public",
  versions: "0.49 and newer",
  privilege: "administrator, or the application permission setting",
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[type,item_id] as compact JSON."),
    type: text("card or dashboard."),
    item_id: integer("cards.id or dashboards.id, by type."),
    name: text(),
    uuid: text("The secret part of the link; null unless include_public_links is on."),
  }),
  source: publicLinkList,
};
