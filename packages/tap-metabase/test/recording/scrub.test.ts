import { describe, expect, test } from "vitest";
import { JsonScrubber } from "../../src/recording/json-scrubber.ts";
import { createScrubber } from "../../src/recording/scrub.ts";

function scrub(document: unknown, secret = "one"): unknown {
  const json = new JsonScrubber(createScrubber(Buffer.from(secret)));
  // One byte at a time: tokens and characters may end anywhere.
  const bytes = Buffer.from(JSON.stringify(document));
  return JSON.parse([...bytes].map((byte) => json.write(Uint8Array.of(byte))).join(""));
}

describe("what people typed or databases hold is replaced", () => {
  test.each([
    { name: "Umsatz Österreich" },
    { description: 'with "quotes"\nand more' },
    { email: "ann@example.org" },
    { native: { query: "select secret from payroll" } },
    { list: ["payroll", "bonus"] },
    { "site-url": "https://bi.corp.internal" },
    { status: "fired because of payroll!" },
    { api_key: "mb_1234" },
    { column_settings: { '["name","payroll"]': 1 } },
    { "view-data": { payroll: { 12: "unrestricted" } } },
    { "template-tags": { payroll: { type: "text" } } },
    { login_attributes: { state: "payroll", status: "2001-02-03", tag: "bonus-12" } },
    { series_settings: { payroll: { color: "#fff" } } },
    { ip_address: "203.0.113.7" },
  ])("%j", (document) => {
    const scrubbed = JSON.stringify(scrub(document));

    expect(scrubbed).not.toMatch(/Österreich|quotes|ann@|payroll|bonus|corp|mb_1234|2001|203/);
  });
});

describe("what the server itself says stays", () => {
  test.each([
    [{ id: 12, archived: false, value: null, ratio: 0.25 }],
    [{ created_at: "2024-01-02T03:04:05.678Z", day: "2024-01-02" }],
    [{ base_type: "type/Integer", status: "completed", type: "model" }],
    [{ version: { tag: "v0.57.2.1" } }],
    [{ location: "/3/17/", "source-table": "card__27", id: "root" }],
    [{ query: ["=", ["field", 12, null], 5] }],
    [{ groups: { 1: { 2: { "view-data": "unrestricted", download: { schemas: "full" } } } } }],
    [{ features: ["basic-aggregations", "left-join"] }],
  ])("%j", (document) => {
    expect(scrub(document)).toEqual(document);
  });
});

test("the same text becomes the same, so that references hold", () => {
  const scrubbed = scrub({ a: { name: "Orders" }, b: { name: "Orders" }, c: { name: "People" } });
  const { a, b, c } = scrubbed as Record<string, { name: string }>;

  expect(a?.name).toBe(b?.name);
  expect(a?.name).not.toBe(c?.name);
  expect(scrub({ name: "Orders" }, "two")).not.toEqual(scrub({ name: "Orders" }, "one"));
});

test("smallest and largest values of a column are data", () => {
  expect(
    scrub({
      id: 4,
      fingerprint: {
        global: { "distinct-count": 7 },
        type: {
          "type/Number": { min: 1200, max: 9 },
          "type/DateTime": { earliest: "1931-05-06", latest: "2026-01-01T00:00:00Z" },
        },
      },
    }),
  ).toEqual({
    id: 4,
    fingerprint: {
      global: { "distinct-count": 7 },
      type: {
        "type/Number": { min: 0, max: 0 },
        "type/DateTime": { earliest: "1970-01-01T00:00:00Z", latest: "1970-01-01T00:00:00Z" },
      },
    },
  });
});
