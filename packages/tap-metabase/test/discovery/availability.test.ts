import { NotAvailableError, type Unavailability } from "@singer-metabase/metabase-client";
import { describe, expect, test } from "vitest";
import { describeUnavailability, findUnavailability } from "../../src/discovery/availability.ts";
import type { Needs } from "../../src/stream.ts";

const oss = { major: 54, edition: "oss", features: { sandboxes: false } } as const;
const paid = { major: 54, edition: "enterprise", features: { sandboxes: true } } as const;
const refuse = (status: 402 | 403 | 404, reason: Unavailability, path = "/api/thing") =>
  new NotAvailableError({ path, status }, reason, `GET ${path}: ${status}`);

describe("before the server is asked", () => {
  test.each<[string, Needs | undefined, object, string | undefined]>([
    ["nothing is needed", undefined, oss, undefined],
    ["the version serves it", { since: 54, until: 54 }, oss, undefined],
    ["it came later", { since: 57 }, oss, "missing route on 0.54 (served from 0.57)"],
    ["it is gone", { until: 50 }, oss, "missing route on 0.54 (served until 0.50)"],
    [
      "the version is none of its",
      { since: 49, until: 50 },
      oss,
      "missing route on 0.54 (served from 0.49 until 0.50)",
    ],
    ["the version is hidden", { until: 50 }, { ...oss, major: Infinity }, undefined],
    ["the feature is not licensed", { feature: "sandboxes" }, oss, "needs feature sandboxes"],
    ["the feature is licensed", { feature: "sandboxes" }, paid, undefined],
    ["the server does not know the feature's name", { feature: "new" }, oss, undefined],
  ])("%s", (_, needs, server, reason) => {
    const facts = { needs, server: server as typeof oss };

    expect(findUnavailability(facts)?.reason).toBe(reason);
  });

  test("a setting that switches it off comes first", () => {
    const facts = { needs: { since: 57 }, server: oss, switchedOffBy: "dashboard_details" };

    expect(findUnavailability(facts)?.reason).toBe("switched off by the setting dashboard_details");
  });
});

describe("after the server refused", () => {
  test.each<[string, NotAvailableError, Needs | undefined, object, string]>([
    ["402", refuse(402, "paid"), undefined, paid, "needs edition Pro or Enterprise"],
    ["402, of a feature", refuse(402, "paid"), { feature: "new" }, paid, "needs feature new"],
    ["403", refuse(403, "forbidden"), undefined, oss, "forbidden for this principal"],
    [
      "404",
      refuse(404, "missing_route"),
      { until: 60 },
      oss,
      "missing route on 0.54 (served until 0.60)",
    ],
    ["404 of a row", refuse(404, "missing_row"), undefined, oss, "missing route on 0.54"],
    [
      "404 of a paid route",
      refuse(404, "missing_route", "/api/ee/x"),
      undefined,
      oss,
      "needs edition Pro or Enterprise",
    ],
    [
      "404 of a paid route with a licence",
      refuse(404, "missing_route", "/api/ee/x"),
      undefined,
      paid,
      "missing route on 0.54",
    ],
  ])("%s", (_, refusal, needs, server, reason) => {
    const facts = { needs, server: server as typeof oss, refusal };

    expect(findUnavailability(facts)?.reason).toBe(reason);
  });
});

test("one line holds the reason, the evidence and the way out", () => {
  const why = findUnavailability({
    needs: undefined,
    server: oss,
    refusal: refuse(403, "forbidden"),
  });

  expect(why && describeUnavailability(why)).toBe(
    "forbidden for this principal (/api/thing answers 403); use an account or API key in the group Administrators, or deselect the stream",
  );
});
