import { type Instance, tokenFeaturesOf } from "../server/instance.ts";

/** A setting, as `/api/session/properties` and `/api/setting` show it. */
export interface InstanceSetting {
  readonly key: string;
  /** Who is shown it: everybody, those who are logged in, administrators. */
  readonly visibility: "public" | "authenticated" | "admin";
  readonly description: string;
  readonly value: unknown;
  /** Set by an environment variable, so that lists show no value. @default false */
  readonly isFromEnvironment?: boolean;
}

/** The settings that an instance has, by name. */
export function instanceSettings(instance: Instance): InstanceSetting[] {
  const { release, edition, features, isPasswordLoginEnabled, isPublicSharingEnabled } = instance;
  const { unaggregated, aggregated, download } = instance.rowLimits;
  const { tag, date, hash } = release;
  const tokenFeatures = tokenFeaturesOf(release.major).map((name) => [name, features.has(name)]);
  const rows: readonly (readonly [
    key: string,
    visibility: InstanceSetting["visibility"],
    value: unknown,
    description: string,
  ])[] = [
    [
      "admin-email",
      "authenticated",
      "admin@example.com",
      "The email address users should be referred to.",
    ],
    [
      "aggregated-query-row-limit",
      "authenticated",
      aggregated ?? null,
      "Maximum number of rows to return for aggregated queries.",
    ],
    ["anon-tracking-enabled", "public", false, "Enable the collection of anonymous usage data."],
    ["application-name", "public", "Metabase", "The name of the application."],
    [
      "available-locales",
      "public",
      [
        ["de", "Deutsch"],
        ["en", "English"],
        ["fr", "Français"],
      ],
      "Languages.",
    ],
    ["custom-formatting", "public", {}, "Object keyed by type, containing formatting settings."],
    [
      "download-row-limit",
      "authenticated",
      download ?? null,
      "Row limit in file exports excluding the header.",
    ],
    ["email-configured?", "public", false, "Check if email is enabled and configured."],
    [
      "enable-embedding",
      "public",
      false,
      "Allow admins to securely embed questions and dashboards?",
    ],
    [
      "enable-password-login",
      "public",
      isPasswordLoginEnabled,
      "Allow logging in by email and password.",
    ],
    [
      "enable-public-sharing",
      "authenticated",
      isPublicSharingEnabled,
      "Enable admins to create publicly viewable links.",
    ],
    ["engines", "public", ENGINES, "Available database engines."],
    ["google-auth-client-id", "public", null, "Client ID for Google Sign-In."],
    ["has-sample-database?", "authenticated", true, "Whether this instance has a Sample Database."],
    ["has-user-setup", "public", true, "Whether there is a user."],
    ["hide-embed-branding?", "public", edition === "enterprise", "Logo overlay for embeds."],
    ["is-hosted?", "public", features.has("hosting"), "Is the instance running in the cloud?"],
    ["ldap-enabled", "public", false, "Is LDAP currently enabled?"],
    [
      "premium-embedding-token",
      "admin",
      edition === "enterprise" ? "**********42" : null,
      "Token for premium features.",
    ],
    ["report-timezone-long", "public", "UTC", "Time zone of reports, by its name."],
    ["report-timezone-short", "public", "UTC", "Time zone of reports, abbreviated."],
    ["session-cookies", "public", null, "When set, sessions end with the browser."],
    ["setup-token", "public", null, "A token used to signify that an instance has been set up."],
    ["site-locale", "public", "en", "The default language for all users."],
    ["site-name", "public", "Sandbox Trading Ltd.", "The name used for this instance."],
    ["site-url", "public", "http://127.0.0.1", "The base URL of this instance."],
    ["start-of-week", "public", "sunday", "The day on which weeks start."],
    [
      "token-features",
      "public",
      Object.fromEntries(tokenFeatures),
      "Features of this instance's token.",
    ],
    [
      "unaggregated-query-row-limit",
      "authenticated",
      unaggregated ?? null,
      "Maximum number of rows to return for queries without an aggregation.",
    ],
    ["use-tenants", "authenticated", features.has("tenants"), "Turn on multi-tenancy."],
    ["version", "public", { tag, date, hash }, "The version."],
    [
      "version-info-last-checked",
      "admin",
      "2024-01-31T04:00:00Z",
      "When newer versions were last looked for.",
    ],
  ];
  return rows.map(([key, visibility, value, description]) => ({
    key,
    visibility,
    value,
    description,
  }));
}

const ENGINES = {
  h2: { "driver-name": "H2", "superseded-by": "deprecated", official: true },
  postgres: { "driver-name": "PostgreSQL", "superseded-by": null, official: true },
  mysql: { "driver-name": "MySQL", "superseded-by": null, official: true },
};
