import { CONNECTION_CANARY } from "../world/databases.ts";
import type { InstanceSetting } from "./instance-settings.ts";

/** A secret in full, as those settings show it that the server does not count as sensitive. */
const PLAIN_SECRET = `${CONNECTION_CANARY}-4d5c2b1a09f8e7d6`;

type Row = readonly [key: string, value: unknown, description: string];

/** Kept in the application database. Sensitive ones show their last two characters, many other secrets all. */
const STORED: readonly Row[] = [
  ["email-smtp-host", "smtp.internal.example", "The address of the SMTP server."],
  ["email-smtp-password", "**********xy", "SMTP password."],
  ["email-smtp-username", `mailer-${CONNECTION_CANARY}`, "SMTP username."],
  ["embedding-secret-key", PLAIN_SECRET, "Secret key used to sign JSON Web Tokens for embeds."],
  ["jwt-shared-secret", PLAIN_SECRET, "String used to seed the private key of JWT messages."],
  ["ldap-bind-dn", "CN=reader,OU=services,DC=example", "The Distinguished Name to bind as."],
  ["ldap-password", "**********Qn", "The password to bind with for the lookup user."],
  [
    "map-tile-server-url",
    `https://tiles.example/{z}/{x}/{y}.png?access_token=${PLAIN_SECRET}`,
    "The map tile server URL template used in map visualizations.",
  ],
  ["persisted-models-enabled", true, "Allow persisting models into the source database."],
  ["query-caching-max-kb", 2000, "The maximum size of the cache, per saved question."],
  ["saml-keystore-password", PLAIN_SECRET, "Password to the keystore."],
  ["slack-app-token", "**********b3", "Bot user OAuth token for connecting the Slack app."],
  ["subscription-allowed-domains", "example.com,partner.example", "Allowed email domains."],
];

/** Set by an environment variable: the server keeps the value to itself. */
const FROM_ENVIRONMENT: readonly Row[] = [
  ["api-key", null, "API key that lets requests notify of changes to a database."],
  ["report-timezone", null, "Connection timezone to use when executing queries."],
  ["session-timeout", null, "Time before inactive people are logged out."],
];

/** Settings that only administrators see, in their list. */
export const administratorSettings: readonly InstanceSetting[] = [
  ...STORED.map((row) => settingOf(row, false)),
  ...FROM_ENVIRONMENT.map((row) => settingOf(row, true)),
];

function settingOf([key, value, description]: Row, isFromEnvironment: boolean): InstanceSetting {
  return { key, value, description, visibility: "admin", isFromEnvironment };
}
