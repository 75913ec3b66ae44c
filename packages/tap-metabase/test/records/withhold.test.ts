import { describe, expect, test } from "vitest";
import { isCallerDependent, isSecretName } from "../../src/records/withheld-names.ts";
import { withhold } from "../../src/records/withhold.ts";

describe("isSecretName", () => {
  test.each([
    "password",
    "smtp-password",
    "clientSecret",
    "client_secret",
    "API_KEY",
    "api-key",
    "private-key",
    "access_key",
    "session_token",
    "ldap.bind-passwd",
    "ssh-tunnel-private-key-passphrase",
    "service-account-json",
    "credentials",
    "public_uuid",
    "public_uuid_prefix",
  ])("%s promises a secret", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    "name",
    "key",
    "primary_key",
    "keyboard",
    "template-tags",
    "tokens_used",
    "passenger",
    "account",
    "made_public_by_id",
    '["name","api_token"]',
  ])("%s does not", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

test.each([
  ["can_write", true],
  ["can-manage", true],
  ["canonical", false],
  ["candidate", false],
])("%s depends on the caller: %s", (name, expected) => {
  expect(isCallerDependent(name)).toBe(expected);
});

describe("withhold", () => {
  test("drops secret-looking fields at any depth, also inside lists", () => {
    const value = { a: { password: "x", b: [{ token: "y", c: 1 }] }, d: "z" };

    expect(withhold(value)).toEqual({ a: { b: [{ c: 1 }] }, d: "z" });
  });

  test("keeps flags and nulls under a secret-looking name: they are no secrets", () => {
    const value = { "has-password": true, token: null };

    expect(withhold(value)).toBe(value);
  });

  test("drops the named fields, deeper ones and those of every list element", () => {
    const value = {
      public_uuid: "u",
      fingerprint: { global: 1, type: 2 },
      columns: [{ type: 1, name: "a" }, { name: "b" }],
    };

    const kept = withhold(value, {
      public_uuid: true,
      fingerprint: { type: true },
      columns: { "*": { type: true } },
    });

    expect(kept).toEqual({
      fingerprint: { global: 1 },
      columns: [{ name: "a" }, { name: "b" }],
    });
  });

  test("does not take an inherited name for a rule", () => {
    const value = { constructor: 1, toString: 2 };

    expect(withhold(value, {})).toBe(value);
  });

  test("leaves what it was given unchanged", () => {
    const value = { a: { secret: "x" } };

    withhold(value);

    expect(value).toEqual({ a: { secret: "x" } });
  });
});
