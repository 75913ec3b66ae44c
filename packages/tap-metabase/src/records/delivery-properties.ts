import { integer, list, text } from "./properties.ts";
import { isServerObject, membersOf, type ServerObject } from "./server-object.ts";

/** Who something is sent to: people with an account, and addresses without one. */
export const recipientProperties = {
  recipient_user_ids: list("users.id of the people it is sent to.", { type: "integer" }),
  recipient_emails: list("Addresses outside of Metabase that it is sent to.", { type: "string" }),
};

/** When something is sent, as pulses and old alerts keep it. */
export const scheduleProperties = {
  schedule_type: text("hourly, daily, weekly or monthly."),
  schedule_hour: integer("0 to 23."),
  schedule_day: text("mon to sun, for weekly and monthly."),
  schedule_frame: text("first, mid or last, for monthly."),
};

/** The recipients of a channel of a pulse or of an old alert: ids, and addresses, each once. */
export function channelRecipients(channel: ServerObject) {
  const recipients = membersOf(channel["recipients"]);
  const details = isServerObject(channel["details"]) ? channel["details"] : {};
  const addresses = Array.isArray(details["emails"]) ? details["emails"] : [];
  const withoutAccount = recipients.filter(({ id }) => typeof id !== "number");
  return {
    recipient_user_ids: recipients.flatMap(({ id }) => (typeof id === "number" ? [id] : [])),
    recipient_emails: [...new Set([...withoutAccount.map(({ email }) => email), ...addresses])],
  };
}
