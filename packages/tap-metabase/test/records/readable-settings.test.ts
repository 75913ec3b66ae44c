import { expect, test } from "vitest";
import { readableSettings } from "../../src/records/readable-settings.ts";
import { isSecretName } from "../../src/records/withheld-names.ts";

test("no setting whose value may leave is named like a secret", () => {
  expect([...readableSettings].filter((name) => isSecretName(name))).toEqual([]);
});

test("settings that hold credentials, keys or inner addresses are not among them", () => {
  const held = [
    "embedding-secret-key",
    "jwt-shared-secret",
    "ldap-password",
    "ldap-host",
    "email-smtp-password",
    "email-smtp-host",
    "email-smtp-username",
    "slack-app-token",
    "premium-embedding-token",
    "setup-token",
    "google-auth-client-id",
  ];

  expect(held.filter((name) => readableSettings.has(name))).toEqual([]);
});
