import type { SettingSchema, SettingsSchema } from "@singer-metabase/singer-protocol";
import type { FilterSettings } from "./source.ts";
import { type StreamGroup, streamGroups } from "./stream.ts";

/** The tap's settings, checked and complete. */
export interface Settings extends FilterSettings {
  readonly base_url: string;
  readonly api_key?: string;
  readonly username?: string;
  readonly password?: string;
  readonly session_token?: string;
  readonly cache_dir?: string;
  readonly token_cache: boolean;
  readonly session_lifetime_days: number;
  readonly max_concurrent_requests: number;
  readonly requests_per_second?: number;
  readonly connect_timeout_seconds: number;
  readonly idle_timeout_seconds: number;
  readonly max_retries: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ca_file?: string;
  readonly client_cert_file?: string;
  readonly client_key_file?: string;
  readonly insecure_skip_verify: boolean;
  readonly user_agent?: string;
  readonly stream_groups: readonly StreamGroup[];
  readonly question_results: readonly (number | string)[];
  readonly required_streams: readonly string[];
  readonly activate_version: boolean;
  readonly max_drop_percent: number;
  readonly accept_scope_change: boolean;
  readonly detail_max_age_days: number;
  readonly log_level: string;
  readonly log_values: boolean;
}

const connection: Readonly<Record<string, SettingSchema>> = {
  base_url: {
    type: "string",
    minLength: 1,
    description:
      "Where Metabase is, such as https://metabase.example.com; a sub-path, a trailing / and /api are fine.",
  },
  api_key: {
    type: "string",
    secret: true,
    description:
      "API key (Metabase 0.49 and newer): the recommended way in. Its group decides what can be read; Administrators reads everything.",
  },
  username: { type: "string", description: "Address of the account, together with password." },
  password: { type: "string", secret: true, description: "Password of the account." },
  session_token: {
    type: "string",
    secret: true,
    description: "Token of a session that was opened elsewhere, instead of an account.",
  },
  cache_dir: {
    type: "string",
    description:
      "Folder of what is kept between runs (made with mode 0700): session tokens, and details that did not change. Default: the user's cache folder.",
  },
  token_cache: {
    type: "boolean",
    default: true,
    description:
      "Keep the session token between runs. Off: every run logs in and closes its session at the end.",
  },
  session_lifetime_days: {
    type: "number",
    exclusiveMinimum: 0,
    default: 14,
    description: "How long a session lasts from its creation: the server's MAX_SESSION_AGE.",
  },
};

const http: Readonly<Record<string, SettingSchema>> = {
  max_concurrent_requests: {
    type: "integer",
    minimum: 1,
    default: 8,
    description:
      "Requests at a time. A Metabase with default settings has 15 database connections.",
  },
  requests_per_second: {
    type: "number",
    exclusiveMinimum: 0,
    description: "Upper bound of the request rate. Default: none.",
  },
  connect_timeout_seconds: {
    type: "number",
    exclusiveMinimum: 0,
    default: 10,
    description: "How long opening a connection may take.",
  },
  idle_timeout_seconds: {
    type: "number",
    exclusiveMinimum: 0,
    default: 300,
    description: "Longest silence of the server while an answer is awaited or read.",
  },
  max_retries: {
    type: "integer",
    minimum: 0,
    default: 5,
    description: "How often a failed read is repeated.",
  },
  headers: {
    type: "object",
    additionalProperties: { type: "string" },
    secret: true,
    description: "Headers sent with every request, for example for Cloudflare Access.",
  },
  ca_file: { type: "string", description: "PEM file of certificate authorities to trust as well." },
  client_cert_file: { type: "string", description: "PEM file of a client certificate." },
  client_key_file: { type: "string", description: "PEM file of the client certificate's key." },
  insecure_skip_verify: {
    type: "boolean",
    default: false,
    description: "Accept any server certificate. For tests only.",
  },
  user_agent: { type: "string", description: "User-Agent header. Default: tap-metabase/VERSION." },
};

const reading: Readonly<Record<string, SettingSchema>> = {
  include_archived: {
    type: "boolean",
    default: true,
    description: "Read archived cards, dashboards, collections and snippets too.",
  },
  include_personal_collections: {
    type: "boolean",
    default: true,
    description:
      "Read people's personal collections and what lies in them too. Off: bookmarks, alerts and public links of it still come, because the server does not say where what they are about lies.",
  },
  include_login_attributes: {
    type: "boolean",
    default: false,
    description:
      "Read the attributes of people and tenants too, which row and column security goes by. They are personal.",
  },
  include_public_links: {
    type: "boolean",
    default: false,
    description:
      "Read the secret part of public links too. Whoever has it sees what the link leads to, without an account.",
  },
  dashboard_details: {
    type: "boolean",
    default: true,
    description:
      "Read dashboards one by one, changed ones only; Metabase counts each such read as a view. Off: the streams about what stands on dashboards are left out, and nobody's views are touched.",
  },
  usage_start_date: {
    type: "string",
    pattern: "^\\d{4}-\\d{2}-\\d{2}$",
    description:
      "The day from which on logs of usage (Pro and Enterprise) are read in the first run, such as 2026-01-01. Default: all that the server keeps.",
  },
  stream_groups: {
    type: "array",
    items: { type: "string", enum: streamGroups },
    default: streamGroups,
    description: `Groups of streams to read: ${streamGroups.join(", ")}. A stream of another group is not read even when the catalog selects it.`,
  },
  question_results: {
    type: "array",
    items: { type: ["integer", "string"], pattern: "^(?:\\d+|collection:(?:\\d+|root))$" },
    default: [],
    description:
      "Questions whose answers are streams of their own, named question_ID: ids of cards, or collection:ID for all cards that lie in a collection. They run in the connected databases. All columns come, whatever their names are.",
  },
  required_streams: {
    type: "array",
    items: { type: "string" },
    default: [],
    description:
      "Streams that must arrive: the run fails when the server does not offer one to this account. Others are left out with a warning. A question that question_results chooses always must.",
  },
  activate_version: {
    type: "boolean",
    default: true,
    description:
      "Send ACTIVATE_VERSION after a stream that was read completely, so that the target removes what is gone. Off for targets that do not know the message.",
  },
  max_drop_percent: {
    type: "number",
    minimum: 0,
    maximum: 100,
    default: 50,
    description:
      "Largest part of its rows that a stream may lose between two runs. When it loses more, the stream is loaded but nothing is removed, and the run fails. A loss of up to 10 rows is always accepted, and with 100 any.",
  },
  accept_scope_change: {
    type: "boolean",
    default: false,
    description:
      "Accept, for one run, that the account sees another part of the instance than last time: after a new key, other groups, another filtering setting, a lapsed licence. Otherwise the streams concerned are loaded but nothing is removed, and the run fails.",
  },
  detail_max_age_days: {
    type: "number",
    minimum: 0,
    default: 30,
    description:
      "Age from which a detail in the cache is read again even when nothing seems changed. 0: every detail is read in every run.",
  },
};

const logging: Readonly<Record<string, SettingSchema>> = {
  log_level: {
    type: "string",
    enum: ["debug", "info", "warning", "error"],
    default: "info",
    description: "What is logged to stderr.",
  },
  log_values: {
    type: "boolean",
    default: false,
    description: "Show values of records in warnings. They may be personal.",
  },
};

/** Every setting: the one source of validation, defaults, `--about` and the documents. */
export const settingsSchema: SettingsSchema = {
  type: "object",
  properties: { ...connection, ...http, ...reading, ...logging },
  required: ["base_url"],
};
