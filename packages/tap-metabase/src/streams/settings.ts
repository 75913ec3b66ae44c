import { stringifyExactly } from "@singer-metabase/metabase-client";
import { boolean, closedRecord, text, textKey } from "../records/properties.ts";
import { readableSettings } from "../records/readable-settings.ts";
import type { ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { objectsOf } from "../sources/objects-of.ts";
import type { Stream } from "../stream.ts";

const settingList: ServerSource = {
  name: "settings",
  read: ({ client }) => objectsOf(client.getArray("/api/setting")),
  probe: (client) => client.getArray("/api/setting"),
};

/**
 * Settings of the instance. An allow-list twice: of what is said about a setting, and of the
 * settings whose values may leave.
 * https://www.metabase.com/docs/latest/api/setting
 */
export const settings: Stream = {
  name: "settings",
  group: "operations",
  description: "Settings of the instance; values of those that may hold a secret are withheld.",
  endpoint: "GET /api/setting",
  versions: "0.49 and newer",
  privilege: "administrator, or the application permission setting",
  keyProperties: ["id"],
  schema: closedRecord({
    id: textKey("The setting's name, such as site-name."),
    value: text("The value as JSON; null when it is not set or withheld."),
    default_value: text("The default as JSON; null when there is none or it is withheld."),
    is_value_withheld: boolean("True when it is set, but may hold a secret."),
    is_env_setting: boolean("True when an environment variable sets it."),
    env_name: text("The name of that variable."),
    description: text(),
  }),
  source: settingList,
  rows: (setting) => [toRow(setting)],
};

function toRow(setting: ServerObject): ServerObject {
  const { key, value, is_env_setting, env_name, description } = setting;
  const isReadable = typeof key === "string" && readableSettings.has(key);
  return {
    id: key,
    value: isReadable ? asJson(value) : null,
    default_value: isReadable ? asJson(setting["default"]) : null,
    is_value_withheld: !isReadable && asJson(value) !== null,
    is_env_setting,
    env_name,
    description,
  };
}

function asJson(value: unknown): string | null {
  return value === undefined || value === null ? null : stringifyExactly(value);
}
