import { describe, expect, test } from "vitest";
import { decideActivation } from "../../src/sync/activation.ts";

const settings = { activate_version: true, max_drop_percent: 50, accept_scope_change: false };
const facts = {
  rows: 100,
  missing: [],
  scope: "same",
  covered: ["namespace snippets"],
  previous: { rows: 100, scope: "same", covered: ["namespace snippets"] },
};

describe("a version is activated", () => {
  test.each([
    ["when everything is as last time", facts],
    ["when the stream is read for the first time", { ...facts, previous: {} }],
    ["when there are more rows", { ...facts, rows: 1000 }],
    ["when exactly the accepted part is gone", { ...facts, rows: 50 }],
    ["when few rows are gone, all of them too", { ...facts, rows: 0, previous: { rows: 10 } }],
    [
      "when there was nothing and is nothing",
      { ...facts, rows: 0, previous: { rows: 0, scope: "same" } },
    ],
  ])("%s", (_, given) => {
    expect(decideActivation(given, settings)).toEqual({ activates: true });
  });

  test("when the server offers another part than before, too", () => {
    const given = { ...facts, covered: ["namespace analytics", ...facts.covered] };

    expect(decideActivation(given, settings)).toEqual({ activates: true });
  });

  test.each([
    ["a changed scope", { ...facts, scope: "other" }, { accept_scope_change: true }],
    ["a lost part", { ...facts, covered: [] }, { accept_scope_change: true }],
    ["a large drop", { ...facts, rows: 1 }, { max_drop_percent: 100 }],
  ])("after %s that is accepted", (_, given, accepted) => {
    expect(decideActivation(given, { ...settings, ...accepted }).activates).toBe(true);
  });
});

describe("a version is not activated, and the way out is named", () => {
  test.each([
    [
      "when a part is missing",
      { ...facts, missing: ["dashboard 7: 403"] },
      /parts are missing.*dashboard 7/,
    ],
    ["when the scope changed", { ...facts, scope: "other" }, /groups.*accept_scope_change: true/],
    [
      "when a part is not offered any more",
      { ...facts, covered: [] },
      /not offer namespace snippets any more.*accept_scope_change: true/,
    ],
    [
      "when too many rows are gone",
      { ...facts, rows: 49 },
      /49 rows.*had 100.*51%.*max_drop_percent/,
    ],
    ["when all rows are gone", { ...facts, rows: 0 }, /drop of 100%/],
    ["when 11 of 20 are", { ...facts, rows: 9, previous: { rows: 20 } }, /drop of 55%/],
  ])("%s", (_, given, doubt) => {
    const decision = decideActivation(given, settings);

    expect(decision.activates).toBe(false);
    expect(decision.doubt).toMatch(doubt);
  });

  test("when a part is missing, whatever max_drop_percent is", () => {
    const given = { ...facts, missing: ["x"] };

    expect(decideActivation(given, { ...settings, max_drop_percent: 100 }).activates).toBe(false);
  });

  test("when activate_version is off, without a doubt", () => {
    expect(decideActivation(facts, { ...settings, activate_version: false })).toEqual({
      activates: false,
    });
  });
});
