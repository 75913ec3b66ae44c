import { derivedId } from "../records/derived-id.ts";
import { boolean, dateTime, openRecord, text, textKey } from "../records/properties.ts";
import type { ServerSource } from "../source.ts";
import { objectsOf } from "../sources/objects-of.ts";
import type { Stream } from "../stream.ts";

const ownLogins: ServerSource = {
  name: "own logins",
  read: ({ client }) => objectsOf(client.getArray("/api/login-history/current")),
  probe: (client) => client.getArray("/api/login-history/current"),
};

/**
 * Logins of the account that reads; the server tells nobody those of others. The server looks up
 * where each address is, which may take a while.
 * https://www.metabase.com/docs/latest/api/login-history
 */
export const loginHistory: Stream = {
  name: "login_history",
  group: "operations",
  description: "Logins of the account that reads; the server does not tell those of others.",
  endpoint: "GET /api/login-history/current",
  versions: "0.49 and newer",
  privilege: "any account; its own",
  keyProperties: ["id"],
  isAppendOnly: true,
  schema: openRecord({
    id: textKey("[timestamp,device_description,ip_address] as compact JSON."),
    timestamp: dateTime(),
    device_description: text("Browser and system, as far as they tell."),
    ip_address: text(),
    location: text("Where the address is thought to be."),
    timezone: text("Zone of that place."),
    active: boolean("True while the session lasts."),
  }),
  source: ownLogins,
  rows: (login) => [
    {
      ...login,
      id: derivedId([login["timestamp"], login["device_description"], login["ip_address"]]),
    },
  ],
};
