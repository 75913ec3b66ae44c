import { expect, test } from "vitest";
import type { Source } from "../../src/source.ts";
import { instanceOf, scopeFingerprint } from "../../src/sync/scope.ts";

const parent: Source = {
  name: "list",
  filteredBy: ["include_archived"],
  async *read() {},
  probe: async () => undefined,
};
const details: Source = { ...parent, name: "details", parent, filteredBy: [] };
const facts = {
  instance: "host",
  principal: { id: 1, is_superuser: true, group_ids: [2, 1] },
  settings: {
    include_archived: true,
    include_personal_collections: true,
    include_login_attributes: false,
    include_public_links: false,
    dashboard_details: true,
  },
};
const before = scopeFingerprint(details, facts);

test.each([
  ["another instance", { ...facts, instance: "other" }],
  ["another account", { ...facts, principal: { ...facts.principal, id: 2 } }],
  ["other groups", { ...facts, principal: { ...facts.principal, group_ids: [1] } }],
  ["fewer rights", { ...facts, principal: { ...facts.principal, is_superuser: false } }],
  [
    "a setting that filters the parent",
    { ...facts, settings: { ...facts.settings, include_archived: false } },
  ],
])("the fingerprint changes with %s", (_, changed) => {
  expect(scopeFingerprint(details, changed)).not.toBe(before);
});

test.each([
  ["the order of the groups", { ...facts, principal: { ...facts.principal, group_ids: [1, 2] } }],
  ["the account's name", { ...facts, principal: { ...facts.principal, first_name: "x" } }],
  [
    "a setting that filters other streams",
    { ...facts, settings: { ...facts.settings, include_personal_collections: false } },
  ],
])("the fingerprint does not change with %s", (_, changed) => {
  expect(scopeFingerprint(details, changed)).toBe(before);
});

test.each([
  ["https://metabase.example.com", "metabase.example.com"],
  ["http://metabase.example.com/", "metabase.example.com"],
  ["https://Example.com:8443/metabase/api/", "example.com:8443/metabase"],
])("%s is the instance %s", (baseUrl, instance) => {
  expect(instanceOf(baseUrl)).toBe(instance);
});
